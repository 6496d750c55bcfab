// Where a person types: Enter sends, Shift+Enter breaks the line, and what can be typed is offered above it.
import { make } from './element.js';

/**
 * `send(text)` resolves to whether the text may go. `offers(text)` gives { command, description, hint?, taken }, `taken`
 * being what stands in the box once it is chosen.
 */
export function makeComposer({ form, offers, send }) {
  const box = form.querySelector('textarea');
  const list = form.querySelector('#commands');
  const hint = form.querySelector('#hint');
  let offered = [];
  let active = -1;
  let busy = false;
  /** While something was under way: was something else typed, and Enter pressed? */
  let typed = false;
  let next = false;

  const grow = () => {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 200)}px`;
  };

  function choose(index) {
    active = index;
    [...list.children].forEach((item, at) => {
      item.setAttribute('aria-selected', String(at === index));
      if (at === index) item.scrollIntoView({ block: 'nearest' });
    });
    if (index < 0) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', list.children[index].id);
  }

  function hide() {
    list.hidden = true;
    offered = [];
    hint.textContent = '';
    choose(-1);
  }

  function take({ taken }) {
    box.value = taken;
    typed = true;
    hide();
    box.focus();
  }

  function offer(found = offers(box.value)) {
    if (found.length === 0 || (found.length === 1 && found[0].taken.trim() === box.value.trim()))
      return hide();
    offered = found;
    list.scrollTop = 0;
    list.hidden = false;
    list.replaceChildren(
      ...found.map((one, at) =>
        make(
          'div',
          {
            role: 'option',
            id: `command-${at}`,
            'aria-selected': 'false',
            onpointerdown: (event) => {
              event.preventDefault();
              take(one);
            },
          },
          make('strong', {}, one.command),
          one.hint ? make('span', { class: 'usage' }, ` ${one.hint}`) : undefined,
          make('span', { class: 'what' }, one.description),
        ),
      ),
    );
    hint.textContent = found.length === 1 ? '1 command' : `${found.length} commands, arrow keys choose`;
    choose(-1);
  }

  async function submit() {
    const text = box.value.trim();
    if (text === '') return;
    hide();
    next = busy;
    if (busy) return;
    busy = true;
    typed = false;
    form.setAttribute('aria-busy', 'true');
    const sent = await send(text);
    form.removeAttribute('aria-busy');
    busy = false;
    if (sent && !typed && box.value.trim() === text) box.value = '';
    grow();
    if (next && typed) await submit();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  box.addEventListener('input', () => {
    typed = true;
    grow();
    offer();
  });
  box.addEventListener('blur', hide);
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const open = offered.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // An empty box says nothing of what could stand in it: asked, it does.
    if (!open && step && box.value === '') offer(offers('/'));
    else if (open && step)
      choose((active + step + offered.length + (active < 0 && step < 0 ? 1 : 0)) % offered.length);
    else if (open && event.key === 'Escape') hide();
    else if (open && (event.key === 'Tab' ? !event.shiftKey : event.key === 'Enter' && active >= 0))
      take(offered[Math.max(active, 0)]);
    else if (event.key === 'Enter' && !event.shiftKey) void submit();
    else return;
    event.preventDefault();
  });

  return {
    focus: () => box.focus(),
    text: () => box.value,
    /** Puts other words in, for another conversation. */
    fill(text, placeholder) {
      next = false;
      box.value = text;
      box.placeholder = placeholder;
      hide();
      grow();
    },
  };
}
