/**
 * JSON as Splunk's builder writes it into conf files: no blanks, keys sorted, other than ASCII as \uXXXX,
 * so that a value stays on one line in every editor and encoding.
 */
export function json(value: unknown): string {
  return sorted(value).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** By hand, not by a replacer: a large content has a hundred thousand of these values. */
function sorted(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${sorted(part)}`).join(',')}}`;
}

/** Code-point order, each once. */
export function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** Compares by some keys in turn, numbers by value and texts by code point. */
export function by<T>(...keys: readonly ((item: T) => string | number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const [x, y] = [key(a), key(b)];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };
}
