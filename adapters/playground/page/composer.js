// Where a person types: Enter sends, Shift+Enter breaks the line, a slash at the beginning lists the commands.
import { make } from './element.js';

/** `send(text)` resolves to whether the text may go. `commands()` gives { command, description, hint? }. */
export function makeComposer({ form, commands, send }) {
  const box = form.querySelector('textarea');
  const list = form.querySelector('#commands');
  const hint = form.querySelector('#hint');
  let offered = [];
  let active = -1;
  let busy = false;

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

  function take({ command }) {
    box.value = `${command} `;
    hide();
    box.focus();
  }

  function offer() {
    const begun = /^\/\S*$/.test(box.value);
    const found = begun ? commands().filter((one) => one.command.startsWith(box.value.toLowerCase())) : [];
    if (found.length === 0 || (found.length === 1 && found[0].command === box.value)) return hide();
    offered = found;
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
    if (text === '' || busy) return;
    hide();
    busy = true;
    form.setAttribute('aria-busy', 'true');
    const sent = await send(text);
    form.removeAttribute('aria-busy');
    busy = false;
    if (sent && box.value.trim() === text) box.value = '';
    grow();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  box.addEventListener('input', () => {
    grow();
    offer();
  });
  box.addEventListener('blur', hide);
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const open = offered.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && step)
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
      box.value = text;
      box.placeholder = placeholder;
      hide();
      grow();
    },
  };
}
