/** The published schemas: each is one that a validator takes, and says what the field tables say. */
import { Ajv } from 'ajv';
import { schemaText, schemaTypes } from '../../src/cli/schemas.js';

test.each(schemaTypes)('%s', (type) => {
  const schema = JSON.parse(schemaText(type) ?? '') as { $id: string; $schema: string; properties: Record<string, { description?: string }> };
  expect(schema.$id).toBe(`${type}.json`);
  expect(() => new Ajv({ strict: false, validateFormats: false }).compile(schema)).not.toThrow();
  for (const [key, property] of Object.entries(schema.properties)) expect([key, property.description?.length ?? 0]).not.toEqual([key, 0]);
});

test('a macro', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(schemaText('macro') ?? '') as object);
  const macro = {
    name: 'one', id: '11111111-8e4c-11eb-aab5-acde48001122', version: 1, creation_date: '2024-01-02', modification_date: '2024-01-02',
    author: 'A', description: 'd', definition: 'search index=main',
  };
  expect(validate(macro)).toBe(true);
  expect(validate({ ...macro, definiton: 'x' })).toBe(false);
});
