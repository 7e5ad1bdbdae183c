/** The golden frames of openapi/examples, and the schemas they are held to. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export interface IGolden {
  file: string;
  title: string;
  mode: 'contract' | 'sync';
  direction: 'to_client' | 'to_server' | 'both';
  frame?: { type: string; payload: object };
  binary?: string;
  means?: { message: 'step1' | 'step2' | 'update'; payload: string };
}

const OPENAPI = resolve(import.meta.dirname, '../../openapi');
const BASE = 'https://schemas.invalid/';

export const GOLDEN: readonly IGolden[] = readdirSync(resolve(OPENAPI, 'examples'))
  .filter(file => file.endsWith('.json'))
  .map(file => ({
    file,
    ...(JSON.parse(readFileSync(resolve(OPENAPI, 'examples', file), 'utf8')) as Omit<
      IGolden,
      'file'
    >)
  }));

export function golden(file: string): IGolden {
  const found = GOLDEN.find(example => example.file === file);
  if (!found) {
    throw new Error(`There is no golden frame ${file}`);
  }
  return found;
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], byte => parseInt(byte, 16));
}

/** What is wrong with a text frame by the schema of that name; the empty string for nothing. */
export type Judge = (schema: string, frame: unknown) => string;

export function judge(): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats(ajv);
  for (const file of ['asyncapi.yaml', 'openapi.yaml', 'settings.yaml']) {
    ajv.addSchema(parse(readFileSync(resolve(OPENAPI, file), 'utf8')) as object, BASE + file);
  }
  return (schema, frame) => {
    const validate = ajv.compile({ $ref: `${BASE}asyncapi.yaml#/components/schemas/${schema}` });
    return validate(frame) ? '' : ajv.errorsText(validate.errors);
  };
}

const OWN = new Set(
  Object.keys(
    (
      parse(readFileSync(resolve(OPENAPI, 'asyncapi.yaml'), 'utf8')) as {
        components: { schemas: object };
      }
    ).components.schemas
  )
);

/** The schema for what a client sends has a name of its own where it differs. */
export function schemaName({ direction, frame }: Pick<IGolden, 'direction' | 'frame'>): string {
  const type = frame?.type ?? '';
  const own = `send_${type}`;
  return direction === 'to_server' && OWN.has(own) ? own : type;
}
