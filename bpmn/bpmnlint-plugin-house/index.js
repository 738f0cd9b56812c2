const NAMES = [
  'call-activity', 'clause', 'event-definition', 'execution-platform', 'external-task', 'flow-drawing',
  'gateway-branches', 'history-time-to-live', 'label-style', 'model-size', 'one-pool', 'persian-text',
  'technical-id', 'user-task'
];

module.exports = {
  configs: {
    recommended: { rules: Object.fromEntries(NAMES.map((name) => [ `house/${name}`, 'error' ])) }
  }
};
