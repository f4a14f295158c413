/** Methods and static members that spell names, run text, or make the COM class. */
import { decodedBase64 } from '../base64.js';
import { comAct } from '../com.js';
import { carried, reading } from '../act.js';
import { hide } from './session.js';
import type { Session } from './session.js';
import { itemsOf, listValue, textValue } from './value.js';
import type { Value } from './value.js';

export function callMember(owner: Value, name: string, args: readonly Value[] | undefined, session: Session): Value {
  const [first, second] = args ?? [];
  const text = first?.text ?? '';
  if (!args) return property(owner, name);
  switch (name) {
    case 'replace':
      hide(session, 'replace');
      return textValue(text === '' ? owner.text : owner.text.replaceAll(text, second?.text ?? ''));
    case 'substring':
      hide(session, 'substring');
      return textValue(owner.text.slice(Number(text) || 0, second === undefined ? undefined : (Number(text) || 0) + (Number(second.text) || 0)));
    case 'insert':
      return textValue(owner.text.slice(0, Number(text) || 0) + (second?.text ?? '') + owner.text.slice(Number(text) || 0));
    case 'split':
      return listValue((text === '' ? [owner.text] : owner.text.split(text)).slice(0, 10_000).map(textValue));
    case 'tolower': case 'toupper': case 'tostring': case 'trim': case 'tochararray':
      return name === 'tochararray' ? listValue(Array.from(owner.text, textValue)) : owner;
    case 'concat':
      hide(session, 'concatenation');
      return textValue(args.flatMap(itemsOf).map((item) => item.text).join(''));
    case 'join':
      hide(session, 'concatenation');
      return textValue(args.slice(1).flatMap(itemsOf).map((item) => item.text).join(text));
    case 'format':
      hide(session, 'format');
      return textValue(text.replace(/\{(\d{1,4})\}/g, (_, index: string) => args[Number(index) + 1]?.text ?? ''));
    case 'frombase64string':
      hide(session, 'base64');
      return textValue(decodedBase64(text) ?? '');
    case 'create':
      if (/win32_process/i.test(owner.text)) session.readings.push(carried('wmi', session.line(text)));
      return { text, isBlock: true };
    case 'start': case 'run': case 'exec': case 'shellexecute':
      session.readings.push(carried('start-process', session.line(args.map((arg) => arg.text).join(' '))));
      return { text };
    case 'getstring': case 'unescape': case 'unescapedatastring':
      return textValue(text);
    case 'getcommand': case 'getcommandname':
      return { text, isCommand: true };
    case 'invoke': case 'invokereturnasis': case 'invokescript': case 'newscriptblock': case 'addscript':
      return invoked(owner, name, text, session);
    default:
      return constructed(owner, name, args, session);
  }
}

function property(owner: Value, name: string): Value {
  const entry = owner.map?.get(name);
  if (entry) return entry;
  return { text: `${owner.text}.${name}` };
}

function invoked(owner: Value, name: string, text: string, session: Session): Value {
  if (name !== 'invoke' && name !== 'invokereturnasis') return session.run(text);
  return owner.isBlock ? session.run(owner.text) : owner;
}

/** `[Type]::GetTypeFromProgID('BITS.Manager')`, `[Reflection.Assembly]::LoadFrom(…)`, methods of a job object. */
function constructed(owner: Value, name: string, args: readonly Value[], session: Session): Value {
  const whole = args.map(({ text }) => text).join(' ');
  if (name === 'clearlog' && /bits-client/i.test(whole)) session.readings.push(reading({ tool: 'eventlog', verbs: ['clearlog'] }, whole, session.hidden));
  if (owner.text.startsWith('[') || name === 'bindtomoniker') {
    const act = comAct(`${owner.text} ${whole}`.slice(0, 65_536));
    if (act) session.readings.push(reading(act, `${owner.text}::${name}(${whole})`.slice(0, 4_096), session.hidden));
    return { text: `${owner.text}::${name}(${whole.slice(0, 200)})` };
  }
  return { text: `${owner.text}.${name}(${whole.slice(0, 4_096)})` };
}
