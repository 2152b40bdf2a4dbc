// What people can say of a statement.

/** Pass: not sure, or it does not matter to me. */
export const stances = { agree: 'Agree', disagree: 'Disagree', pass: 'Pass' } as const
export type Stance = keyof typeof stances
