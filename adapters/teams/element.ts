// The parts of an Adaptive Card that we draw with, as https://adaptivecards.io/explorer describes them (schema 1.5).
// Teams' own: charts and the people picker (https://adaptivecards.microsoft.com, package @microsoft/teams.cards 2.1.0).

type Placed = { id?: string; spacing?: 'None' | 'Small' | 'Medium' | 'Large'; separator?: true };

export type TextRun = {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Small';
  color?: 'Attention';
  isSubtle?: true;
};

/** Read as it stands, but for `{{DATE(…)}}` and `{{TIME(…)}}`. */
export type RichTextBlock = Placed & { type: 'RichTextBlock'; inlines: readonly TextRun[] };

/** Read as Markdown: what stands in here goes through `inert` first. */
export type TextBlock = Placed & {
  type: 'TextBlock';
  text: string;
  wrap: true;
  weight?: 'Bolder';
  size?: 'Medium' | 'Large';
  style?: 'heading';
};

/** The answer is an invoke: nothing is posted. `none` leaves the fields of the card unread and unchecked. */
export type Execute = {
  type: 'Action.Execute';
  title: string;
  verb: 'press' | 'form' | 'close';
  data: Readonly<Record<string, string | boolean>>;
  associatedInputs: 'none' | 'auto';
  style?: 'positive' | 'destructive';
};

export type Toggle = {
  type: 'Action.ToggleVisibility';
  title: string;
  targetElements: readonly string[];
  style?: 'positive' | 'destructive';
};

export type Action = Execute | Toggle;
export type ActionSet = Placed & { type: 'ActionSet'; actions: readonly Action[] };

export type Container = Placed & {
  type: 'Container';
  items: readonly Element[];
  style?: 'emphasis';
  isVisible?: false;
};

export type Image = Placed & { type: 'Image'; url: string; altText: string; size: 'Stretch' };

/** `x` is an ISO day, so that days without a value leave room. */
export type LineChart = Placed & {
  type: 'Chart.Line';
  title: string;
  yMin: number;
  yMax: number;
  showLegend: false;
  data: readonly { legend: string; values: readonly { x: string; y: number }[] }[];
  fallback: Image | 'drop';
};

type Asked = Placed & {
  id: string;
  label: string;
  isRequired?: true;
  errorMessage?: string;
};

export type Input = Asked &
  (
    | {
        type: 'Input.Text';
        maxLength: number;
        isMultiline?: true;
        value?: string;
        placeholder?: string;
      }
    | {
        type: 'Input.ChoiceSet';
        style?: 'expanded' | 'compact';
        isMultiSelect?: true;
        wrap?: true;
        choices: readonly { title: string; value: string }[];
        value?: string;
        'choices.data'?: { type: 'Data.Query'; dataset: 'graph.microsoft.com/users' };
      }
    | { type: 'Input.Number'; min?: number; max?: number; value?: number }
    | { type: 'Input.Date' | 'Input.Time'; value?: string }
    | { type: 'Input.Toggle'; title: string; value: 'true' | 'false'; wrap: true }
  );

export type Element = RichTextBlock | TextBlock | ActionSet | Container | Image | LineChart | Input;

export type AdaptiveCard = {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  msteams: { width: 'Full' };
  /** Shown in the place of a card that a client cannot draw at all. */
  fallbackText: string;
  body: readonly Element[];
  actions?: readonly Action[];
};
