// Reads a PNG without the library that wrote it (PNG specification, 3rd edition, sections 5 and 9).
import { inflateSync } from 'node:zlib';

export type Pixels = { width: number; height: number; rgba: Uint8Array };

/** Which of the three neighbours is nearest to left + up - corner. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const toLeft = Math.abs(guess - left);
  const toUp = Math.abs(guess - up);
  const toCorner = Math.abs(guess - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Throws where it is not a PNG of 8 bits for each of red, green, blue and alpha, without interlacing. */
export function readPng(png: Buffer): Pixels {
  if (png.subarray(0, 8).toString('hex') !== '89504e470d0a1a0a') throw new Error('This is not a PNG.');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  if (png.subarray(24, 29).toString('hex') !== '0806000000') throw new Error('This PNG has another format.');
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows: Uint8Array = inflateSync(Buffer.concat(packed));
  const stride = width * 4;
  if (rows.length !== (stride + 1) * height) throw new Error('This PNG does not have all of its rows.');
  const rgba = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (stride + 1)] ?? 0;
    const start = y * stride;
    for (let x = 0; x < stride; x += 1) {
      const raw = rows[y * (stride + 1) + 1 + x] ?? 0;
      const left = x >= 4 ? (rgba[start + x - 4] ?? 0) : 0;
      const up = y > 0 ? (rgba[start - stride + x] ?? 0) : 0;
      const corner = x >= 4 && y > 0 ? (rgba[start - stride + x - 4] ?? 0) : 0;
      if (filter === 0) rgba[start + x] = raw;
      else if (filter === 1) rgba[start + x] = raw + left;
      else if (filter === 2) rgba[start + x] = raw + up;
      else if (filter === 3) rgba[start + x] = raw + ((left + up) >> 1);
      else rgba[start + x] = raw + paeth(left, up, corner);
    }
  }
  return { width, height, rgba };
}

/** How many pixels in this part of the picture are darker than mid grey. */
export function darkPixels(
  { width, rgba }: Pixels,
  part: { left: number; right: number; top: number; bottom: number },
): number {
  let dark = 0;
  for (let y = part.top; y < part.bottom; y += 1) {
    for (let x = part.left; x < part.right; x += 1) {
      const at = (y * width + x) * 4;
      if ((rgba[at] ?? 0) + (rgba[at + 1] ?? 0) + (rgba[at + 2] ?? 0) < 384) dark += 1;
    }
  }
  return dark;
}
