// Questions as inputs of a form. (Being written: choices and texts so far.)

import type { Geometry } from 'geojson'
import { type Attempt, Field } from '../../../ui/form.tsx'
import type { Question } from '../questions.ts'

export const Questions = ({
  questions,
  attempt,
}: {
  questions: readonly Question[]
  attempt: Attempt
  shapes: ReadonlyMap<string, Geometry>
}) => (
  <>
    {questions.map(one => (
      <Field
        key={one.id}
        attempt={attempt}
        field={{
          name: one.id,
          label: one.title,
          hint: one.hint,
          kind: one.kind === 'text' ? 'text' : one.kind === 'several' ? 'choices' : 'choice',
          required: one.required,
          options: one.options?.map(option => ({ value: option.id, words: option.words })),
        }}
      />
    ))}
  </>
)
