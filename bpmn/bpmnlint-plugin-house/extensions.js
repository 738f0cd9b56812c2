/** The extension elements of one type below a node. */
function extensions(node, type) {
  const values = (node.extensionElements && node.extensionElements.values) || [];
  return values.filter((value) => value.$type === type);
}

/** The input or output parameters of a node, by name. */
function parameters(node, kind) {
  const mapped = extensions(node, 'camunda:InputOutput').flatMap((io) => io[kind] || []);
  return new Map(mapped.map((parameter) => [ parameter.name, parameter ]));
}

/** The value of a node's camunda:property, or undefined. */
function property(node, name) {
  const all = extensions(node, 'camunda:Properties').flatMap((properties) => properties.values || []);
  const found = all.find((one) => one.name === name);
  return found && found.value;
}

module.exports = { extensions, parameters, property };
