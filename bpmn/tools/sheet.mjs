/** The part of render.mjs that runs in the browser: what a page shows, as an SVG that stands alone. */

/** The box of the page, with those styles alone that something in it follows. */
export function sheetOf({ selector, box }) {
  const shown = document.querySelector(selector);
  for (const field of shown.querySelectorAll('input, textarea')) keep(field);
  // The ids of a form are drawn by lot; without that part a form that stays the same is drawn the same.
  const html = new XMLSerializer().serializeToString(shown).replaceAll(/fjs-form-\w+-field-/g, 'field-');
  const { x, y, width, height } = box;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<foreignObject x="${-x}" y="${-y}" width="${width + x}" height="${height + y}">
<style>${styles(document.styleSheets)}</style>
${html.replaceAll('><div', '>\n<div')}
</foreignObject>
</svg>
`;

  /** What was typed or ticked is a property; only attributes are written down. */
  function keep(field) {
    field.toggleAttribute('checked', Boolean(field.checked));
    if (field.type !== 'radio' && field.value) field.setAttribute('value', field.value);
  }

  function styles(sheets) {
    const rules = [ ...sheets ].flatMap((sheet) => [ ...sheet.cssRules ]).filter(followed);
    return rules.map((rule) => rule.cssText.replaceAll('&', '&amp;').replaceAll('<', '&lt;')).join('\n');
  }

  /** A font is left out: it would weigh more than all the rest. */
  function followed(rule) {
    if (rule.media) return [ ...rule.cssRules ].some(followed);
    const selector = rule.selectorText?.replaceAll(/::[a-z-]+/g, '');
    return Boolean(selector) && document.querySelector(selector) !== null;
  }
}
