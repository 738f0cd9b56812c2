#!/usr/bin/env node
/**
 * Turns a style sheet right to left: reads one, writes only the rules that must differ from it.
 *
 *   node tools/mirror.mjs [--inside SELECTOR] < left-to-right.css > right-to-left.css
 *
 * Rules inside a selector win over a sheet that is loaded after them.
 */
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { transform } from 'esbuild';
import postcss from 'postcss';
import mirror from 'postcss-rtlcss';
import { Mode } from 'postcss-rtlcss/options';

const { values } = parseArgs({ options: { inside: { type: 'string' } } });

// Fonts do not depend on the direction, and their relative addresses would lead nowhere from another folder.
const withoutFonts = (root) => root.walkAtRules('font-face', (rule) => rule.remove());

function inside(root) {
  if (!values.inside) return;
  root.walkRules((rule) => { rule.selectors = rule.selectors.map((selector) => `${values.inside} ${selector}`); });
}

const source = await text(process.stdin);
const { css } = await postcss([ withoutFonts, mirror({ mode: Mode.diff }), inside ]).process(source, { from: undefined });
process.stdout.write((await transform(css, { loader: 'css', minify: true })).code);
