/** Texts by a format, as C writes them (Search Reference, printf; ISO C, fprintf). */
import { charactersOf, numberOf, textOf } from '../value.js';
import type { Value } from '../value.js';

/** One conversion: `%-08.3f`. */
interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

const WIDEST = 1_000;

/** Null where a value is null; refuses conversions that Splunk has not either. A `*` takes a width or precision from the values. */
export function printf(format: string, values: readonly Value[], refuse: (why: string) => never): Value {
  const used: Value[] = [];
  const next = (): Value => {
    const value = values[used.length] ?? null;
    used.push(value);
    return value;
  };
  const count = (written: string | undefined): number | undefined => (written === '*' ? Math.trunc(numberOf(next()) ?? 0) : written === undefined ? undefined : Number(written));
  const text = format.replace(/%([-+ #0']*)(\*|\d{1,3})?(?:\.(\*|\d{0,3}))?([a-zA-Z%])/g, (_, flags: string, width: string | undefined, precision: string | undefined, letter: string) => {
    if (letter === '%') return '%';
    const wide = count(width) ?? 0;
    const digits = count(precision);
    const conversion: Conversion = { flags: wide < 0 ? `${flags}-` : flags, width: Math.min(Math.abs(wide), WIDEST), precision: digits !== undefined && digits >= 0 ? digits : undefined, letter };
    return padded(converted(next(), conversion) ?? refuse(`printf does not know %${letter}`), conversion);
  });
  return used.includes(null) ? null : text;
}

function padded(text: string, { flags, width, precision, letter }: Conversion): string {
  if (flags.includes('-')) return text.padEnd(width);
  const zeros = flags.includes('0') && !/[csz]/.test(letter) && !(/[dioupxX]/.test(letter) && precision !== undefined);
  if (!zeros) return text.padStart(width);
  const [, sign = '', digits = ''] = /^([-+ ]?(?:0[xX])?)(.*)$/s.exec(text) ?? [];
  return sign + digits.padStart(width - sign.length, '0');
}

function converted(value: Value, conversion: Conversion): string | undefined {
  const { flags, precision, letter } = conversion;
  const given = numberOf(value) ?? 0;
  const number = Number.isFinite(given) ? given : 0;
  switch (letter) {
    case 's':
    case 'z':
      return charactersOf(textOf(value)).slice(0, precision).join('');
    case 'c':
      return typeof value === 'number' ? characterOf(value) : charactersOf(textOf(value))[0];
    case 'd':
    case 'i':
    case 'u':
      return signed(number, grouped(digitsOf(Math.abs(Math.trunc(number)), 10, precision), flags), flags);
    case 'o': {
      const digits = digitsOf(number, 8, precision);
      return flags.includes('#') && !digits.startsWith('0') ? `0${digits}` : digits;
    }
    case 'x':
    case 'X':
    case 'p': {
      const text = (flags.includes('#') && Math.trunc(number) !== 0 ? '0x' : '') + digitsOf(number, 16, precision);
      return letter === 'x' ? text : text.toUpperCase();
    }
    default:
      return real(number, conversion);
  }
}

function characterOf(code: number): string {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Negative numbers in two's complement of 64 bits, as C prints them unsigned. */
function digitsOf(value: number, base: number, precision: number | undefined): string {
  const whole = Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
  const digits = (whole < 0n ? BigInt.asUintN(64, whole) : whole).toString(base);
  return precision === 0 && whole === 0n ? '' : digits.padStart(Math.min(precision ?? 0, WIDEST), '0');
}

function signed(number: number, text: string, flags: string): string {
  if (number < 0) return `-${text}`;
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
}

function grouped(text: string, flags: string): string {
  return flags.includes("'") ? text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')) : text;
}

function real(number: number, { flags, precision, letter }: Conversion): string | undefined {
  const size = Math.abs(number);
  const text = realText(size, letter.toLowerCase(), precision, flags.includes('#'));
  if (text === undefined) return undefined;
  const shown = signed(number, grouped(text, flags), flags);
  return letter === letter.toLowerCase() ? shown : shown.toUpperCase();
}

function realText(size: number, letter: string, precision: number | undefined, keep: boolean): string | undefined {
  switch (letter) {
    case 'a':
      return hexadecimal(size, precision, keep);
    case 'e':
      return exponential(size, precision ?? 6, keep);
    case 'f':
      return fixed(size, precision ?? 6, keep);
    case 'g':
      return shortest(size, precision ?? 6, keep);
    default:
      return undefined;
  }
}

function fixed(size: number, digits: number, keepPoint: boolean): string {
  return size.toFixed(Math.min(digits, 100)) + (keepPoint && digits === 0 ? '.' : '');
}

function exponential(size: number, digits: number, keepPoint: boolean): string {
  const [mantissa = '', exponent = ''] = size.toExponential(Math.min(digits, 100)).split('e');
  return `${mantissa}${keepPoint && digits === 0 ? '.' : ''}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

/** Fixed or exponential, by the size; without zeros at the end unless they are kept. */
function shortest(size: number, precision: number, keepZeros: boolean): string {
  const digits = Math.max(1, Math.min(precision, 100));
  const exponent = Number(size.toExponential(digits - 1).split('e')[1]);
  const isFixed = exponent >= -4 && exponent < digits;
  const text = isFixed ? fixed(size, digits - 1 - exponent, keepZeros) : exponential(size, digits - 1, keepZeros);
  return keepZeros || !text.includes('.') ? text : text.replace(/\.?0+(?=e|$)/, '');
}

/** `0x1.922p+1`: one digit before the point, as many as are needed behind it unless their number is given. */
function hexadecimal(size: number, precision: number | undefined, keepPoint: boolean): string {
  let exponent = size === 0 ? 0 : Math.floor(Math.log2(size));
  let mantissa = size / 2 ** exponent;
  if (size !== 0 && mantissa < 1) [mantissa, exponent] = [mantissa * 2, exponent - 1];
  const places = 16 ** Math.min(precision ?? 13, 13);
  const [whole = '0', part = ''] = (Math.round(mantissa * places) / places).toString(16).split('.');
  const digits = precision === undefined ? part : part.padEnd(Math.min(precision, WIDEST), '0');
  return `0x${whole}${digits !== '' || keepPoint ? '.' : ''}${digits}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
