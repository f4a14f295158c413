/** Base64 as PowerShell's -EncodedCommand (UTF-16, little endian) and scripts (that, or UTF-8) have it. */

/** Nothing for what is no Base64, or not text. Blanks and a missing end do not matter. */
export function decodedBase64(text: string): string | undefined {
  const compact = text.replace(/[\s"']+/g, '');
  if (compact.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  const bytes = Buffer.from(compact, 'base64');
  const decoded = isWide(bytes) ? bytes.toString('utf16le') : bytes.toString('utf8');
  return isText(decoded) ? decoded.replace(/^\uFEFF/, '') : undefined;
}

/** Latin letters in UTF-16 have a zero for their second byte. */
function isWide(bytes: Buffer): boolean {
  let zeros = 0;
  for (let at = 1; at < bytes.length; at += 2) {
    if (bytes[at] === 0) zeros++;
  }
  return zeros * 4 >= bytes.length;
}

function isText(text: string): boolean {
  return !/[\0-\x08\x0e-\x1a\ufffd]/.test(text.slice(0, 4_096));
}
