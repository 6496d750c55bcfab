// Holds blocks and views against Slack's documented rules. Written from the documentation and nothing else, so that
// it shares neither code nor misunderstandings with whatever draws them.
// Sources: https://docs.slack.dev/reference/block-kit/blocks, https://docs.slack.dev/reference/views
//
// Block types that no Lamplight card needs (video, file, card, carousel, container, ...) are refused as unsupported.
import {
  anyText,
  bool,
  both,
  type Check,
  list,
  object,
  plainText,
  type Report,
  rule,
  type Shape,
  string,
  type,
  typed,
} from './checks.ts';
import {
  actionsElement,
  contextElement,
  inputElement,
  modalInputElement,
  pictured,
  sectionAccessory,
} from './elements.ts';
import { richText } from './richtext.ts';
import { isThing, type Thing } from './workspace.ts';

export type Surface = 'message' | 'modal' | 'home';

const named: Shape = { block_id: string(255, 1) };

const input = (element: Check): Check =>
  object(
    { type, label: plainText(2000), element },
    { ...named, hint: plainText(2000), optional: bool, dispatch_action: bool },
  );

const everywhere: Readonly<Record<string, Check>> = {
  actions: object({ type, elements: list(actionsElement, 25) }, named),
  context: object({ type, elements: list(contextElement, 10) }, named),
  divider: object({ type }, named),
  header: object({ type, text: plainText(150) }, named),
  image: pictured({ ...named, title: plainText(2000) }),
  rich_text: richText,
  section: both(
    object(
      { type },
      {
        ...named,
        text: anyText(3000),
        fields: list(anyText(2000), 10),
        accessory: sectionAccessory,
        expand: bool,
      },
    ),
    rule((block) =>
      block.text === undefined && block.fields === undefined
        ? 'missing required field: text or fields'
        : undefined,
    ),
  ),
  input: input(inputElement),
};

const cell = typed({ raw_text: object({ type, text: string(3000, 1) }), rich_text: richText });

const blocksOf: Readonly<Record<Surface, { each: Check; most: number }>> = {
  message: {
    most: 50,
    each: typed({
      ...everywhere,
      markdown: object({ type, text: string(12_000, 1) }, named),
      table: object(
        { type, rows: list(list(cell, 20), 100) },
        {
          ...named,
          column_settings: list(
            rule(() => undefined),
            20,
            0,
          ),
        },
      ),
    }),
  },
  modal: { most: 100, each: typed({ ...everywhere, input: input(modalInputElement) }) },
  home: { most: 100, each: typed(everywhere) },
};

const meta: Shape = { private_metadata: string(3000), callback_id: string(255), external_id: string(255) };

const views: Readonly<Record<'modal' | 'home', Check>> = {
  modal: both(
    object(
      { type, title: plainText(24), blocks: list(blocksOf.modal.each, blocksOf.modal.most, 0) },
      {
        ...meta,
        submit: plainText(24),
        close: plainText(24),
        clear_on_close: bool,
        notify_on_close: bool,
        submit_disabled: bool,
      },
    ),
    rule((view) =>
      view.submit === undefined && things(view.blocks).some((block) => block.type === 'input')
        ? 'submit is required when an input block is within the blocks array'
        : undefined,
    ),
  ),
  home: object({ type, blocks: list(blocksOf.home.each, blocksOf.home.most, 0) }, meta),
};

const things = (value: unknown): readonly Thing[] => (Array.isArray(value) ? value.filter(isThing) : []);

/** The interactive elements of a block, wherever they sit. */
export const elementsOf = (block: Thing): readonly Thing[] =>
  [...things(block.elements), ...things([block.accessory]), ...things([block.element])].filter(
    (element) => block.type !== 'rich_text' && element.type !== 'mrkdwn' && element.type !== 'plain_text',
  );

function reportRepeats(blocks: unknown, at: string, report: Report): void {
  const seen = new Set<unknown>();
  let focused = 0;
  things(blocks).forEach((block, index) => {
    if (typeof block.block_id === 'string' && seen.has(block.block_id))
      report(`\`block_id\` \`${block.block_id}\` already exists`, `${at}/${index}/block_id`);
    seen.add(block.block_id);
    const actions = new Set<unknown>();
    for (const element of elementsOf(block)) {
      if (typeof element.action_id === 'string' && actions.has(element.action_id))
        report(`\`action_id\` \`${element.action_id}\` already exists`, `${at}/${index}`);
      actions.add(element.action_id);
      if (element.focus_on_load === true) focused += 1;
    }
  });
  if (focused > 1) report('only one element can have focus_on_load', at);
}

/**
 * What Slack would refuse, each with a JSON pointer as Slack gives it; empty where all is well.
 * Messages: the array of blocks. Modal and home: the view.
 */
export function problemsOf(kind: Surface, blocksOrView: unknown): string[] {
  const problems: string[] = [];
  const report: Report = (problem, at) => {
    problems.push(`${problem} [json-pointer:${at}]`);
  };
  if (kind === 'message') {
    list(blocksOf.message.each, blocksOf.message.most, 0)(blocksOrView, '/blocks', report);
    reportRepeats(blocksOrView, '/blocks', report);
    const markdown = things(blocksOrView).filter((block) => block.type === 'markdown');
    if (markdown.reduce((sum, block) => sum + String(block.text).length, 0) > 12_000)
      report('markdown blocks must be less than 12001 characters together', '/blocks');
  } else if (!isThing(blocksOrView)) {
    report('must provide an object', '/view');
  } else if (blocksOrView.type !== kind) {
    report(`unsupported type: ${String(blocksOrView.type)}`, '/view/type');
  } else {
    views[kind](blocksOrView, '/view', report);
    reportRepeats(blocksOrView.blocks, '/view/blocks', report);
  }
  return problems;
}
