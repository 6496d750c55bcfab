// What a person filled in, read from a view's `state.values`. Nothing here is trusted: the core checks every answer.
import type { Answer, Answers } from '../../src/chat/form.ts';

type Sent = Readonly<Record<string, unknown>>;

const isSent = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const words = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const valueIn = (option: unknown): string | null => (isSent(option) ? words(option.value) : null);

const valuesIn = (options: unknown): string[] =>
  Array.isArray(options) ? options.map(valueIn).filter((value) => value !== null) : [];

/** Slack writes numbers with a point, whatever the reader's language. What is no number stays text, for the core to refuse. */
function numberOf(text: string | null): string | number | null {
  return text !== null && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : text;
}

/** Undefined for an element that no form of ours draws. `kind` is the field's kind, which field.ts made the `action_id`. */
function answerOf(kind: string, element: Sent): Answer | undefined {
  switch (element.type) {
    case 'plain_text_input':
      return words(element.value);
    case 'number_input':
      return numberOf(words(element.value));
    case 'radio_buttons':
    case 'static_select': {
      const chosen = valueIn(element.selected_option);
      return kind === 'scale' ? numberOf(chosen) : chosen;
    }
    case 'checkboxes':
    case 'multi_static_select': {
      const chosen = valuesIn(element.selected_options);
      if (kind === 'consent') return chosen.length > 0;
      return chosen.length > 0 ? chosen : null;
    }
    case 'datepicker':
      return words(element.selected_date);
    case 'timepicker':
      return words(element.selected_time);
    case 'users_select':
      return words(element.selected_user);
    default:
      return undefined;
  }
}

/**
 * Answers keyed by field id, `null` where left empty. Takes anything without throwing: what has another shape than the
 * inputs that field.ts draws is left out.
 */
export function readAnswers(values: unknown): Answers {
  if (!isSent(values)) return {};
  const found: [string, Answer][] = [];
  for (const [id, elements] of Object.entries(values)) {
    if (!isSent(elements)) continue;
    for (const [kind, element] of Object.entries(elements)) {
      const answer = isSent(element) ? answerOf(kind, element) : undefined;
      if (answer === undefined) continue;
      found.push([id, answer]);
      break;
    }
  }
  // Object.fromEntries sets own properties, also one that is called `__proto__`.
  return Object.fromEntries(found);
}
