// A browser in which somebody installs us.

export type Page = { status: number; text: string; language: string | undefined; headers: Headers };

/** A browser at a wing of ours and at Slack: keeps cookies by path, and follows nothing by itself. */
export type Browser = {
  /** Where Slack asks; the cookie is in the browser afterwards. */
  begin(): Promise<string>;
  /** Where Slack sends the browser after the answer. */
  answer(asked: string, place: string, person: string, answer?: 'allow' | 'deny'): Promise<string>;
  open(url: string): Promise<Page>;
  /** As the `Set-Cookie` header said it. */
  lastCookie(): string;
};

export function browserAt(wing: { address: string }, language?: string): Browser {
  let cookie = '';
  let lastCookie = '';
  const headers = (): Record<string, string> => ({
    ...(cookie === '' ? {} : { cookie }),
    ...(language === undefined ? {} : { 'accept-language': language }),
  });
  function keep(response: Response): void {
    const [set] = response.headers.getSetCookie();
    if (set === undefined) return;
    lastCookie = set;
    cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] ?? '');
  }
  return {
    async begin() {
      const response = await fetch(`${wing.address}/slack/install`, {
        redirect: 'manual',
        headers: headers(),
      });
      keep(response);
      return response.headers.get('location') ?? '';
    },
    async answer(asked, place, person, answer = 'allow') {
      const response = await fetch(asked, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ place, person, answer }),
      });
      return response.headers.get('location') ?? '';
    },
    async open(url) {
      const response = await fetch(url, { redirect: 'manual', headers: headers() });
      keep(response);
      const text = await response.text();
      const [, spoken] = /<html lang="(\w+)">/.exec(text) ?? [];
      return { status: response.status, text, language: spoken, headers: response.headers };
    },
    lastCookie: () => lastCookie,
  };
}
