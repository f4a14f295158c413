/** Programs by name: `C:\Windows\.\System32\CMD.exe` is `cmd`. */
import { trimEnd } from './trim.js';

/** Last part of a path, lower case; dots and blanks at its end do not count on Windows. */
export function baseName(path: string): string {
  let start = path.length;
  while (start > 0 && !isSlash(path.charCodeAt(start - 1))) start--;
  const last = path.slice(start).toLowerCase();
  return trimEnd(/["']/.test(last) ? last.replace(/["']/g, '') : last, '. ');
}

function isSlash(code: number): boolean {
  return code === 0x5c || code === 0x2f;
}

/** The name as a command is called: without the extension that Windows adds. */
export function programOf(path: string): string {
  return withoutExtension(baseName(path));
}

/** The same of a name that is the last part already. */
export function withoutExtension(baseName: string): string {
  const name = /\.(?:exe|com|dll)$/.test(baseName) ? baseName.slice(0, -4) : baseName;
  return name === '%comspec%' ? 'cmd' : name;
}
