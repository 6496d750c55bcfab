// What Teams takes at most, and what we take less than that.

export const most = {
  /**
   * Microsoft recommends messages of at most 80 KB in UTF-16, that is 40,000 code units
   * (learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages); it was 28 KB for years, and an
   * answer to an invoke has no limit that is written down. So a message stays below the old one, in UTF-8.
   */
  bodyBytes: 20_000,
  /** A form is one card and cannot be divided: it may have what is recommended today. */
  formBytes: 36_000,
  /** One element of running text; a page is divided between elements. */
  textBytes: 9_000,
  /** Code units that are drawn in one go; each takes at most six bytes in JSON. */
  run: 1_200,
  summary: 500,
  /** Further buttons of a row are hidden behind a menu on some clients. */
  buttonsInRow: 6,
  rowBytes: 8_000,
  buttonLabel: 150,
  confirmTitle: 150,
  confirmText: 400,
  heading: 300,
  linkLabel: 300,
  linkAddress: 1_500,
  pictureAlt: 1_000,
  pictureAddress: 3_000,
  fieldLabel: 500,
  placeholder: 200,
  /** So many answers stand open side by side; more of them fold into a list. */
  openChoices: 6,
} as const;

/** What a value takes in a request, in bytes. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1;
