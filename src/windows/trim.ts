/** Characters off the ends of a text. By loop: a pattern such as `\.+$` tries every dot of `....x` anew. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

export function trimBoth(text: string, characters: string): string {
  const trimmed = trimEnd(text, characters);
  let start = 0;
  while (start < trimmed.length && characters.includes(trimmed.charAt(start))) start++;
  return start === 0 ? trimmed : trimmed.slice(start);
}
