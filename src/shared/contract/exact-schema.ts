import type { z } from 'zod'

/**
 * Gives a schema back that describes all values of a type and no others; a schema that lacks a kind of a union does not compile, and the
 * error names what is lacking. Call it as `schemaOf<Type>()(schema)`: the type is given, the schema's own is inferred.
 */
export function schemaOf<Value>() {
  return <Schema extends z.ZodType<Value, Value>>(
    schema: Schema & ([Value] extends [z.infer<Schema>] ? unknown : { readonly lacking: Exclude<Value, z.infer<Schema>> }),
  ): Schema => schema
}
