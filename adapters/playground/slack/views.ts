// views.* : modals, which stack up to three, and home tabs.
import { type Answer, type Arguments, done, refuse, refuseFor } from './answer.ts';
import type { Methods } from './messages.ts';
import { problemsOf } from './rules.ts';
import { isThing, type Thing, type Trigger, type View, type Workspace, withIds } from './workspace.ts';

/** A trigger can be used once, within three seconds. */
const triggerLife = 3000;
/** One modal and two more on top of it. */
const mostStacked = 3;
const mostBytes = 250_000;

export type Taken = { kind: 'view'; view: View } | { kind: 'refused'; answer: Answer };

export type Views = {
  methods: Methods;
  /** Puts a view on top; `onTop` false starts afresh. */
  show(user: string, given: unknown, onTop: boolean): Taken;
  /** Draws a view anew in its place, with a new hash. */
  redraw(old: View, given: unknown): Taken;
  /** Where a view is open, and for whom. */
  open(id: string): { user: string; view: View; stack: View[] } | undefined;
  /** Takes the view on top away, or all. */
  drop(user: string, all: boolean): void;
};

const refused = (answer: Answer): { kind: 'refused'; answer: Answer } => ({ kind: 'refused', answer });
const orNull = (value: unknown): Thing | null => (isThing(value) ? value : null);

export function makeViews(workspace: Workspace): Views {
  const hash = (): string => `${workspace.stamp().slice(0, 10)}.${workspace.id('').toLowerCase()}`;

  function open(id: string): { user: string; view: View; stack: View[] } | undefined {
    for (const [user, stack] of workspace.modals) {
      const view = stack.find((one) => one.id === id);
      if (view) return { user, view, stack };
    }
    return undefined;
  }

  /** What was asked, checked and filled up with what Slack adds. */
  function take(kind: 'modal' | 'home', given: unknown, old?: View): Taken {
    const problems = problemsOf(kind, given);
    if (problems.length > 0 || !isThing(given)) return refused(refuseFor('invalid_arguments', problems));
    if (Buffer.byteLength(JSON.stringify(given)) > mostBytes) return refused(refuse('view_too_large'));
    const id = old?.id ?? workspace.id('V');
    const external = typeof given.external_id === 'string' ? given.external_id : '';
    const taken = [...workspace.modals.values(), [...workspace.homes.values()]].flat();
    if (external !== '' && taken.some((one) => one.external_id === external && one.id !== id))
      return refused(refuse('duplicate_external_id'));
    const view: View = {
      id,
      team_id: workspace.team.id,
      type: kind,
      title: orNull(given.title),
      submit: orNull(given.submit),
      close: orNull(given.close),
      blocks: withIds(Array.isArray(given.blocks) ? given.blocks : []),
      private_metadata: typeof given.private_metadata === 'string' ? given.private_metadata : '',
      callback_id: typeof given.callback_id === 'string' ? given.callback_id : '',
      external_id: external,
      hash: hash(),
      state: { values: {} },
      clear_on_close: given.clear_on_close === true,
      notify_on_close: given.notify_on_close === true,
      root_view_id: old?.root_view_id ?? id,
      previous_view_id: old?.previous_view_id ?? null,
      app_id: workspace.appId,
      bot_id: workspace.botId,
      app_installed_team_id: workspace.team.id,
    };
    return { kind: 'view', view };
  }

  function show(user: string, given: unknown, onTop: boolean): Taken {
    const stack = onTop ? (workspace.modals.get(user) ?? []) : [];
    if (stack.length >= mostStacked) return refused(refuse('push_limit_reached'));
    const taken = take('modal', given);
    if (taken.kind === 'refused') return taken;
    const below = stack.at(-1);
    const view = {
      ...taken.view,
      previous_view_id: below?.id ?? null,
      root_view_id: below?.root_view_id ?? taken.view.id,
    };
    workspace.modals.set(user, [...stack, view]);
    workspace.changed();
    return { kind: 'view', view };
  }

  function redraw(old: View, given: unknown): Taken {
    const taken = take(old.type, given, old);
    if (taken.kind === 'refused') return taken;
    for (const stack of workspace.modals.values()) {
      const at = stack.findIndex((one) => one.id === old.id);
      if (at >= 0) stack[at] = taken.view;
    }
    for (const [user, home] of workspace.homes) if (home.id === old.id) workspace.homes.set(user, taken.view);
    workspace.changed();
    return taken;
  }

  function drop(user: string, all: boolean): void {
    workspace.modals.set(user, all ? [] : (workspace.modals.get(user) ?? []).slice(0, -1));
    workspace.changed();
  }

  function exchange(args: Arguments): Trigger | Answer {
    const given = args.text('trigger_id');
    if (given === undefined)
      return refuseFor('invalid_arguments', [
        'missing required field: trigger_id [json-pointer:/trigger_id]',
      ]);
    const trigger = workspace.triggers.get(given);
    if (!trigger) return refuse('invalid_trigger_id');
    if (trigger.used) return refuse('exchanged_trigger_id');
    if (workspace.realNow() - trigger.at > triggerLife) return refuse('expired_trigger_id');
    return trigger;
  }

  /** The view argument, or the refusal of one that is no JSON. */
  function viewOf(args: Arguments): { given: unknown } | Answer {
    const given = args.json('view');
    if (given.kind === 'value') return { given: given.value };
    return refuseFor('invalid_arguments', [
      given.kind === 'bad'
        ? 'failed to parse view as JSON [json-pointer:/view]'
        : 'missing required field: view [json-pointer:/view]',
    ]);
  }

  const answerOf = (taken: Taken): Answer =>
    taken.kind === 'view' ? done({ view: taken.view }) : taken.answer;

  function bySomeId(args: Arguments): View | undefined {
    const [id, external] = [args.text('view_id'), args.text('external_id')];
    const all = [...workspace.modals.values(), [...workspace.homes.values()]].flat();
    return all.find((one) =>
      id === undefined ? external !== undefined && one.external_id === external : one.id === id,
    );
  }

  const methods: Methods = {
    'views.open'(args) {
      const asked = viewOf(args);
      if ('ok' in asked) return asked;
      const trigger = exchange(args);
      if ('ok' in trigger) return trigger;
      const taken = show(trigger.user, asked.given, false);
      if (taken.kind === 'view') trigger.used = true;
      return answerOf(taken);
    },
    'views.push'(args) {
      const asked = viewOf(args);
      if ('ok' in asked) return asked;
      const trigger = exchange(args);
      if ('ok' in trigger) return trigger;
      if (trigger.view === undefined || !open(trigger.view)) return refuse('not_found');
      const taken = show(trigger.user, asked.given, true);
      if (taken.kind === 'view') trigger.used = true;
      return answerOf(taken);
    },
    'views.update'(args) {
      const asked = viewOf(args);
      if ('ok' in asked) return asked;
      const old = bySomeId(args);
      if (!old) return refuse('not_found');
      const expected = args.text('hash');
      if (expected !== undefined && expected !== old.hash) return refuse('hash_conflict');
      return answerOf(redraw(old, asked.given));
    },
    'views.publish'(args) {
      const asked = viewOf(args);
      if ('ok' in asked) return asked;
      const user = workspace.people.get(args.text('user_id') ?? '');
      if (!user || user.deleted)
        return refuseFor('invalid_arguments', ['invalid `user_id` [json-pointer:/user_id]']);
      const old = workspace.homes.get(user.id);
      const expected = args.text('hash');
      if (expected !== undefined && expected !== old?.hash) return refuse('hash_conflict');
      const taken = take('home', asked.given, old);
      if (taken.kind === 'refused') return taken.answer;
      workspace.homes.set(user.id, taken.view);
      workspace.changed();
      return done({ view: taken.view });
    },
  };

  return { methods, show, redraw, open, drop };
}
