/** The metadata of a request. Nothing in it is trusted but its shape. */
export type Request =
  | { readonly action: 'getinfo'; readonly args: readonly string[] }
  | { readonly action: 'execute'; readonly finished: boolean };

/** A text says what is wrong. */
export function readRequest(metadata: string): Request | string {
  const request = parsed(metadata);
  if (request === undefined) return 'the metadata of a chunk is no JSON object';
  const action = request.get('action');
  if (action === 'execute') return { action, finished: request.get('finished') === true };
  if (action !== 'getinfo') return `the metadata of a chunk has no action that this command knows: ${typeof action === 'string' ? JSON.stringify(action.slice(0, 60)) : 'none'}`;
  const args = record(request.get('searchinfo'))?.get('args') ?? [];
  if (!Array.isArray(args) || !args.every((arg) => typeof arg === 'string')) return 'searchinfo.args is no list of texts';
  return { action, args };
}

function parsed(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    return record(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function record(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map<string, unknown>(Object.entries(value)) : undefined;
}
