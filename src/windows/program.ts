/** Programs by name: `C:\Windows\.\System32\CMD.exe` is `cmd`. */
import { trimEnd } from './trim.js';

/** Last part of a path, lower case; dots and blanks at its end do not count on Windows. */
export function baseName(path: string): string {
  const clean = trimEnd(/["']/.test(path) ? path.replace(/["']/g, '') : path, '. ');
  return clean.slice(Math.max(clean.lastIndexOf('\\'), clean.lastIndexOf('/')) + 1).toLowerCase();
}

/** The name as a command is called: without the extension that Windows adds. */
export function programOf(path: string): string {
  const name = baseName(path).replace(/\.(exe|com|dll)$/, '');
  return name === '%comspec%' ? 'cmd' : name;
}
