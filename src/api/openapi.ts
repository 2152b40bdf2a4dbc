// The API's own description, OpenAPI 3.1, made from what the rooms declare; nothing in it is written by hand twice.

import { z } from 'zod'
import type { Field } from '../operation/fields.ts'
import type { AnyOperation } from '../operation/operation.ts'
import { anyone } from '../operation/permission.ts'
import type { AnyRead } from '../operation/read.ts'
import type { Site } from '../web/site.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of a site's reads and open verbs. */
export function openApi(site: Pick<Site, 'reads' | 'operations'>, settings: { version: string; base: string }): Json {
  const schemas: Record<string, Json> = { Mistake: mistake, Done: done }
  const paths: Record<string, Json> = {}
  for (const read of site.reads) paths[templated(read.at)] = { get: describeRead(read, schemas) }
  const verbs = [...site.operations.values()].filter(verb => verb.surface === undefined)
  for (const verb of verbs) {
    const at = verb.scope === 'commons' ? '/operations' : '/partnerships/{slug}/operations'
    paths[`${at}/${verb.name}`] = { post: describeVerb(verb, schemas) }
  }
  const rooms = new Set([...site.reads, ...verbs].map(one => room(one.name)))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Thegither',
      version: settings.version,
      description:
        'Read what partnerships publish, and do what people do on the pages. Lists come in pages: send the cursor from “next” to get the next one.',
      license: { name: 'Open Government Licence v3.0', identifier: 'OGL-UK-3.0' },
    },
    servers: [{ url: settings.base }],
    tags: [...rooms].map(name => ({ name })),
    paths,
    components: {
      schemas,
      responses: Object.fromEntries(
        Object.entries(answers).map(([status, description]) => [
          `Mistake${status}`,
          { description, content: json({ $ref: '#/components/schemas/Mistake' }) },
        ]),
      ),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token made on the page “Settings” of a partnership.',
        },
      },
    },
  }
}

const mistake: Json = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'words'],
      properties: {
        code: { type: 'string', description: 'A stable word for programs.' },
        words: { type: 'string', description: 'A plain sentence for a person.' },
        field: { type: 'string', description: 'The input it is about.' },
        fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Words by input.' },
      },
    },
  },
}

const done: Json = {
  type: 'object',
  required: ['fact'],
  properties: {
    fact: { type: 'string', description: 'What happened, in the past tense.' },
    id: { type: ['integer', 'string'], description: 'The number of what was written.' },
    version: { type: 'integer', description: 'The version that was made with it, where it has versions.' },
    reveal: { type: 'string', description: 'A secret that is shown only this once.' },
  },
}

const answers: Record<string, string> = {
  400: 'Something that was asked or sent cannot be read.',
  401: 'The token does not work.',
  403: 'Your part in the partnership does not allow this.',
  404: 'There is nothing here that you can see.',
  409: 'What you ask for is refused, with the reason.',
  422: 'Some inputs are wrong, each with its reason.',
  429: 'Too many tries without a token.',
}

function describeRead(read: AnyRead, schemas: Record<string, Json>): Json {
  const query = shapeOf(read.query, 'input') as { properties?: Record<string, Json>; required?: string[] }
  schemas[read.name] = hoisted(read.name, shapeOf(read.answer, 'output'), schemas)
  const description = 'The answer.'
  return {
    operationId: read.name,
    summary: read.summary,
    tags: [room(read.name)],
    security: read.audience === 'members' ? [{ bearer: [] }] : [{}, { bearer: [] }],
    parameters: [
      ...inAddress(read.at),
      ...Object.entries(query.properties ?? {}).map(([name, schema]) => ({
        name,
        in: 'query',
        required: query.required?.includes(name) ?? false,
        schema,
      })),
    ],
    responses: {
      200: { description, content: json({ $ref: `#/components/schemas/${read.name}` }) },
      ...mistakes('400', '401', '404'),
    },
  }
}

function describeVerb(verb: AnyOperation, schemas: Record<string, Json>): Json {
  const fields = Object.entries(verb.input as Record<string, Field<unknown>>)
  const required = fields.filter(([, field]) => !field.optional).map(([name]) => name)
  schemas[`${verb.name}.input`] = {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, describeField(field)])),
    ...(required.length ? { required } : {}),
  }
  const content = json({ $ref: '#/components/schemas/Done' })
  return {
    operationId: verb.name,
    summary: verb.summary,
    tags: [room(verb.name)],
    security: verb.permit === anyone ? [{}] : [{ bearer: [] }],
    parameters: [
      ...(verb.scope === 'commons' ? [] : inAddress('/:slug')),
      {
        name: 'preview',
        in: 'query',
        required: false,
        description: 'Say 1 to hear what would happen without doing it.',
        schema: { type: 'string', enum: ['1'] },
      },
    ],
    requestBody: {
      required: required.length > 0,
      content: json({ $ref: `#/components/schemas/${verb.name}.input` }),
    },
    responses: {
      200: { description: 'What would happen; nothing was done.', content },
      201: { description: 'It is done.', content },
      ...mistakes('400', '401', '403', '404', '409', '422', '429'),
    },
  }
}

function describeField(field: Field<unknown>): Json {
  const worded = field.options?.map(({ value, words }) => `${value}: ${words}`).join('; ')
  const description = [field.hint, worded].filter(Boolean).join(' ')
  return { title: field.label, ...(description ? { description } : {}), ...shapeOf(field.schema, 'input') }
}

function shapeOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return shape
}

/** A shape that refers to itself keeps working when it stands among the components. */
function hoisted(name: string, shape: Json, schemas: Record<string, Json>): Json {
  const root = `#/components/schemas/${name}`
  const { $defs, ...moved } = JSON.parse(
    JSON.stringify(shape)
      .replaceAll('"$ref":"#/$defs/', `"$ref":"${root}.`)
      .replaceAll('"$ref":"#"', `"$ref":"${root}"`),
  ) as Json & { $defs?: Record<string, Json> }
  for (const [inner, definition] of Object.entries($defs ?? {})) schemas[`${name}.${inner}`] = definition
  return moved
}

const room = (name: string): string => name.split('.')[0]!

const templated = (at: string): string => at.replace(/:(\w+)/g, '{$1}')

const inAddress = (at: string): Json[] =>
  [...at.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    ...(name === 'slug' ? { description: 'The partnership, as in the address of its pages.' } : {}),
    schema: { type: 'string' },
  }))

const mistakes = (...statuses: readonly string[]): Json =>
  Object.fromEntries(statuses.map(status => [status, { $ref: `#/components/responses/Mistake${status}` }]))

const json = (schema: Json): Json => ({ 'application/json': { schema } })
