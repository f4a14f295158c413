import { numberOf, textOf } from '../value.js';
import type { Value } from '../value.js';

/** Flags, width, precision and conversion, as C has them; `*` takes the width from an argument and is refused. */
export function printf(pattern: string, args: readonly Value[], refuse: (why: string) => never): Value {
  let next = 0;
  return pattern.replace(/%([-+ #0']*)(\d{0,3})(?:\.(\d{0,3}))?([a-zA-Z%*])/g, (_, flags: string, width: string, precision: string | undefined, conversion: string) => {
    if (conversion === '%') return '%';
    const value = args[next++] ?? null;
    const text = convert(conversion, value, precision === undefined ? undefined : Number(precision), flags) ?? refuse(`printf does not know %${conversion}`);
    if (flags.includes('-')) return text.padEnd(Number(width));
    return flags.includes('0') && /^[+-]?\d/.test(text) ? zeroPadded(text, Number(width)) : text.padStart(Number(width));
  });
}

function zeroPadded(text: string, width: number): string {
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, '0');
}

function convert(conversion: string, value: Value, precision: number | undefined, flags: string): string | undefined {
  const number = numberOf(value) ?? 0;
  const signed = (text: string): string => (number >= 0 && flags.includes('+') ? `+${text}` : number >= 0 && flags.includes(' ') ? ` ${text}` : text);
  switch (conversion) {
    case 's':
      return precision === undefined ? textOf(value) : textOf(value).slice(0, precision);
    case 'c':
      return textOf(value).charAt(0);
    case 'd':
    case 'i':
    case 'u':
      return signed(String(Math.trunc(number)));
    case 'f':
    case 'F':
      return signed(number.toFixed(Math.min(precision ?? 6, 100)));
    case 'e':
    case 'E': {
      const text = number.toExponential(Math.min(precision ?? 6, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
      return signed(conversion === 'E' ? text.toUpperCase() : text);
    }
    case 'g':
    case 'G':
      return signed(String(Number(number.toPrecision(Math.max(1, Math.min(precision ?? 6, 100))))));
    case 'x':
      return `${flags.includes('#') ? '0x' : ''}${Math.trunc(number).toString(16)}`;
    case 'X':
      return `${flags.includes('#') ? '0X' : ''}${Math.trunc(number).toString(16).toUpperCase()}`;
    case 'o':
      return Math.trunc(number).toString(8);
    default:
      return undefined;
  }
}
