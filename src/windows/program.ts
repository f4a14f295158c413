/** Programs by name: `C:\Windows\.\System32\CMD.exe` is `cmd`. */
import { trimEnd } from './trim.js';

/** Last part of a path, lower case; dots and blanks at its end do not count on Windows. */
export function baseName(path: string): string {
  const last = path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1).toLowerCase();
  return trimEnd(/["']/.test(last) ? last.replace(/["']/g, '') : last, '. ');
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
