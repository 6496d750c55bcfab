// Windows that lie over the page: forms with what lies beneath them, and questions before something is done.
import { blocksOf } from './blocks.js';
import { freshId, make } from './element.js';
import { showErrors } from './fields.js';
import { complaint, send } from './wire.js';

/** Resolves to whether the person said yes. Escape is no. */
export function confirmed({ title, text, confirm, deny, style }, textNodes) {
  const [named, words] = [freshId(), freshId()];
  return new Promise((resolve) => {
    const answer = (yes) => () => {
      dialog.close();
      dialog.remove();
      resolve(yes);
    };
    const no = make('button', { type: 'button', onclick: answer(false) }, deny.text);
    const dialog = make(
      'dialog',
      { class: 'question', role: 'alertdialog', 'aria-labelledby': named, 'aria-describedby': words },
      make('h2', { id: named, dir: 'auto' }, title.text),
      make('p', { id: words, dir: 'auto' }, textNodes(text)),
      make(
        'footer',
        {},
        no,
        make(
          'button',
          { type: 'button', class: style === 'danger' ? 'danger' : 'primary', onclick: answer(true) },
          confirm.text,
        ),
      ),
    );
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      answer(false)();
    });
    document.body.append(dialog);
    dialog.showModal();
    no.focus();
  });
}

const fields = 'input, select, textarea';

/**
 * One window for the whole stack: the view on top is drawn, the others wait with what was typed in them.
 * `sceneFor(target, values)` says who looks; `refresh` brings the page in line after something was done.
 */
export function makeModal({ sceneFor, refresh, person }) {
  /** By view: what was typed, and where the person was when another view came on top. */
  const drafts = new Map();
  let shown;
  let opener;
  let busy = false;

  const title = make('h2', { id: freshId(), tabindex: -1, dir: 'auto' });
  const back = make(
    'button',
    { type: 'button', class: 'back', 'aria-label': 'Back', onclick: () => close() },
    '←',
  );
  const body = make('div', { class: 'modal-body' });
  const notice = make('div', { class: 'notice', role: 'alert' });
  const leave = make('button', { type: 'button', onclick: () => close() });
  const go = make('button', { type: 'submit', class: 'primary' });
  const form = make(
    'form',
    { novalidate: true, autocomplete: 'off', onsubmit: (event) => submit(event) },
    make('header', {}, back, title),
    body,
    notice,
    make('footer', {}, leave, go),
  );
  const dialog = make('dialog', { class: 'modal', 'aria-labelledby': title.id }, form);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    void close();
  });
  document.body.append(dialog);

  /** One thing at a time: a second press while the first is under way does nothing. */
  async function act(deed, more) {
    if (busy || !shown) return;
    busy = true;
    form.setAttribute('aria-busy', 'true');
    const result = await send(deed, { person: person(), view: shown.id, ...more });
    form.removeAttribute('aria-busy');
    busy = false;
    notice.textContent = complaint(result, 'Slack') ?? '';
    if (deed === 'submit') notice.append(...showErrors(body, result.errors ?? {}));
    await refresh();
  }

  const close = () => act('close', {});

  function submit(event) {
    event.preventDefault();
    if (shown?.submit) void act('submit', { values: drafts.get(shown.id).values });
  }

  function focusInside(key) {
    const again = key && body.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const first = again || body.querySelector('[data-first]') || body.querySelector(fields);
    if (!first || first.matches('input, select, textarea, button, a')) return (first ?? title).focus();
    (first.querySelector(':checked') ?? first.querySelector(fields)).focus();
  }

  function draw(view, depth) {
    const same = shown?.id === view.id;
    const left = drafts.get(shown?.id);
    if (left && dialog.open) left.key = document.activeElement?.closest('[data-key]')?.dataset.key;
    const draft = drafts.get(view.id) ?? { values: {} };
    drafts.set(view.id, draft);
    shown = view;
    title.textContent = view.title?.text ?? '';
    back.hidden = depth < 2;
    leave.textContent = view.close?.text ?? 'Close';
    go.hidden = !view.submit;
    go.textContent = view.submit?.text ?? '';
    if (!same) notice.textContent = '';
    body.replaceChildren(...blocksOf(view.blocks, sceneFor({ view: view.id }, draft.values)));
    if (!same) body.scrollTop = 0;
    if (!dialog.open) {
      opener = document.activeElement;
      dialog.showModal();
    }
    focusInside(draft.key);
  }

  return {
    isOpen: () => dialog.open,
    /** Where a sentence belongs while the window is open: what lies beneath cannot be reached. */
    say(sentence) {
      notice.textContent = sentence;
    },
    /** `stack`: the view on top last. `otherwise` takes the focus where what had it before has gone. */
    show(stack, lang, otherwise) {
      dialog.lang = lang;
      for (const id of drafts.keys()) if (!stack.some((view) => view.id === id)) drafts.delete(id);
      const top = stack.at(-1);
      if (top) {
        if (top.id !== shown?.id || top.hash !== shown?.hash || !dialog.open) draw(top, stack.length);
        return;
      }
      shown = undefined;
      if (!dialog.open) return;
      dialog.close();
      body.replaceChildren();
      (opener?.isConnected && opener !== document.body ? opener : otherwise).focus();
    },
  };
}
