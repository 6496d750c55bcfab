// What a browser's form sends, read out of the whole body: fields and files (RFC 7578, application/x-www-form-urlencoded).

/** `file`: the name that the file had, '' where none was chosen. */
export type FormPart = { name: string; file?: string; bytes: Buffer };

const mostParts = 20;

/** Undefined where the body is no form, or a broken one. */
export function readForm(body: Buffer, contentType: string): readonly FormPart[] | undefined {
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const fields = [...new URLSearchParams(body.toString('utf8'))].slice(0, mostParts);
    return fields.map(([name, value]) => ({ name, bytes: Buffer.from(value) }));
  }
  const boundary = /^multipart\/form-data\s*;.*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType,
  );
  return boundary ? partsOf(body, boundary[1] ?? boundary[2] ?? '') : undefined;
}

function partsOf(body: Buffer, boundary: string): readonly FormPart[] | undefined {
  const border = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(border);
  while (at >= 0 && parts.length <= mostParts) {
    at += border.length;
    const after = body.toString('latin1', at, at + 2);
    if (after === '--') return parts;
    const headEnd = body.indexOf('\r\n\r\n', at);
    const end = body.indexOf(`\r\n--${boundary}`, headEnd);
    if (after !== '\r\n' || headEnd < 0 || end < 0) return undefined;
    const part = partOf(
      body.toString('utf8', at + 2, headEnd),
      body.subarray(headEnd + 4, Math.max(headEnd + 4, end)),
    );
    if (part) parts.push(part);
    at = end + 2;
  }
  return undefined;
}

function partOf(head: string, bytes: Buffer): FormPart | undefined {
  const disposition = /^content-disposition\s*:(.*)$/im.exec(head)?.[1] ?? '';
  const name = /;\s*name="([^"]*)"/i.exec(disposition)?.[1];
  const file = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) return undefined;
  return { name, bytes, ...(file === undefined ? {} : { file }) };
}
