// Draws Block Kit: what a message, a modal or the Home tab is made of.
import { make } from './element.js';
import { field, lone } from './fields.js';
import { mrkdwn, pictureAddress, richText, textOf } from './text.js';

const picture = (image) =>
  make('img', {
    src: pictureAddress(image.image_url ?? image.slack_file?.url ?? ''),
    alt: image.alt_text,
    loading: 'lazy',
  });

const cannot = (what) => make('p', { class: 'cannot' }, `The playground cannot draw this: ${what}`);

const section = (block, scene) =>
  make(
    'div',
    { class: 'section' },
    make(
      'div',
      { class: 'section-words' },
      block.text ? make('p', { dir: 'auto' }, textOf(block.text, scene)) : undefined,
      block.fields
        ? make(
            'div',
            { class: 'facts' },
            block.fields.map((one) => make('p', { dir: 'auto' }, textOf(one, scene))),
          )
        : undefined,
    ),
    block.accessory
      ? make(
          'div',
          { class: 'accessory' },
          block.accessory.type === 'image' ? picture(block.accessory) : lone(block.accessory, block, scene),
        )
      : undefined,
  );

const context = (block, scene) =>
  make(
    'div',
    { class: 'context' },
    block.elements.map((one) =>
      one.type === 'image' ? picture(one) : make('p', { dir: 'auto' }, textOf(one, scene)),
    ),
  );

const image = (block) =>
  make(
    'figure',
    {},
    block.title ? make('figcaption', { dir: 'auto' }, block.title.text) : undefined,
    picture(block),
  );

const cell = (one, scene) =>
  make('td', { dir: 'auto' }, one.type === 'rich_text' ? richText(one, scene) : one.text);

const table = (block, scene) =>
  make(
    'div',
    { class: 'table', tabindex: 0, role: 'group', 'aria-label': 'Table' },
    make(
      'table',
      {},
      block.rows.map((row) =>
        make(
          'tr',
          {},
          row.map((one) => cell(one, scene)),
        ),
      ),
    ),
  );

function draw(block, scene) {
  switch (block.type) {
    case 'header':
      return make('h3', { dir: 'auto' }, block.text.text);
    case 'section':
      return section(block, scene);
    case 'rich_text':
      return richText(block, scene);
    case 'context':
      return context(block, scene);
    case 'actions':
      return make(
        'div',
        { class: 'actions' },
        block.elements.map((one) => lone(one, block, scene)),
      );
    case 'image':
      return image(block);
    case 'divider':
      return make('hr');
    case 'input':
      return field(block, scene);
    case 'markdown':
      return make('div', { class: 'words' }, make('p', { dir: 'auto' }, block.text));
    case 'table':
      return table(block, scene);
    default:
      return cannot(block.type);
  }
}

/**
 * `scene` says who looks and what happens on a press: { locale, zone, people, conversations, nameOf, channelOf,
 * values, press(block, element, choice) }.
 */
export const blocksOf = (blocks, scene) => blocks.map((block) => draw(block, scene));

/** A message without blocks: its text, as Slack reads it. */
export const plainMessage = (words, scene) =>
  make('div', { class: 'words' }, make('p', { dir: 'auto' }, mrkdwn(words, scene)));
