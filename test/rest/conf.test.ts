/** The conf files of the handler say what its code does: rights, paths, methods. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compile } from '../../src/compile/index.js';
import { parseConf } from '../../src/conf/index.js';
import type { ConfStanza } from '../../src/conf/index.js';
import { capabilities, routes } from '../../src/rest/index.js';

const project = resolve(import.meta.dirname, '../..');
const stanzas = (name: string): ReadonlyMap<string, ConfStanza> => parseConf(readFileSync(join(project, 'default', name), 'utf8'), name).stanzas;
const valuesOf = (stanza: ConfStanza | undefined): Record<string, string> => Object.fromEntries([...(stanza?.entries ?? [])].map(([key, { value }]) => [key, value]));

test('authorize.conf makes the capabilities that the code asks for, and gives them to no role but our own', () => {
  const conf = stanzas('authorize.conf');
  const made = [...conf.keys()].flatMap((name) => /^capability::(.+)$/.exec(name)?.[1] ?? []);
  expect(made.sort()).toEqual(Object.values(capabilities).sort());
  expect([...conf.keys()].filter((name) => !name.startsWith('capability::'))).toEqual(['role_bits_allowlist_editor']);
  expect(valuesOf(conf.get('role_bits_allowlist_editor'))).toEqual({ [capabilities.view]: 'enabled', [capabilities.edit]: 'enabled' });
});

test('web.conf exposes every route with its methods, and nothing else', () => {
  const exposed = [...stanzas('web.conf').values()].map((stanza) => {
    const { pattern = '', methods = '', ...more } = valuesOf(stanza);
    expect(more).toEqual({});
    return { pattern: new RegExp(`^${pattern.replaceAll('*', '[^/]+')}$`), methods: methods.split(', ') };
  });
  for (const { method, path } of routes) {
    const hit = exposed.filter(({ pattern }) => pattern.test(`bits_jobs/v1${path.replace('{id}', 'x')}`));
    expect([path, hit.map(({ methods }) => methods.includes(method))]).toEqual([path, [true]]);
  }
  for (const { pattern, methods } of exposed) {
    const here = routes.filter(({ path }) => pattern.test(`bits_jobs/v1${path.replace('{id}', 'x')}`));
    expect([...new Set(here.map(({ method }) => method as string))].sort()).toEqual([...methods].sort());
  }
});

test('restmap.conf lets in whom the routes let in, and no app without the program has one', async () => {
  const build = async (handWritten: readonly { path: string; content: string }[]) => {
    const { files } = await compile(join(project, 'content'), { target: 8, digestMode: 'auto', today: '2026-11-21', handWritten });
    const text = files.find(({ path }) => path === 'default/restmap.conf')?.content;
    return typeof text === 'string' ? valuesOf(parseConf(text, 'restmap.conf').stanzas.get('script:bits_jobs')) : undefined;
  };
  expect(await build([])).toBeUndefined();
  const conf = await build([{ path: 'bin/bits_rest.cjs', content: '' }]);
  expect(conf).toMatchObject({ 'match': '/bits_jobs/v1', 'scripttype': 'persist', 'driver': '$SPLUNK_HOME/etc/apps/DA-ESS-BitsJobs/bin/bitsjobs.sh', 'driver.arg.1': 'bits_rest', 'passSystemAuth': 'true', 'requireAuthentication': 'true' });
  for (const method of ['GET', 'POST', 'DELETE'] as const) {
    const asked = new Set<string>(routes.filter((route) => route.method === method).flatMap(({ capability }) => [capabilities.view, capability]));
    expect(conf?.[`capability.${method.toLowerCase()}`]?.split(' and ').sort()).toEqual([...asked].sort());
  }
});

test('every route says which problems it has, and no two have one name', () => {
  expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
  expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  for (const { body, problems, operation } of routes) if (body) expect([operation, [400, 413, 415, 422].filter((status) => !problems.includes(status as 400))]).toEqual([operation, []]);
});
