// Sheets as they come: read back from the bytes, since Typst itself refuses what is not PDF/UA-1.

import { describe, expect, it } from 'vitest'
import { type AnswerSheets, type SheetQuestion, writeAnswerSheets } from './answer-sheets.ts'

const question: SheetQuestion = { heading: '1. What?', hints: [], boxes: [], scale: null, lines: null, allow: '' }
const one: AnswerSheets = {
  title: 'Your high street',
  author: 'Council of Muir',
  partnership: 'Muir together',
  lead: ['Tell us.'],
  questions: [question],
  ending: ['Hand it in.'],
  sheets: [{ mark: 'Batch 12 · sheet 1' }],
}
const sheets = (count: number) => Array.from({ length: count }, (_, at) => ({ mark: `Batch 12 · sheet ${at + 1}` }))
const pagesOf = (bytes: Uint8Array): number =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0

describe('sheets to fill in', () => {
  it('begin each on a leaf of its own, also printed on both sides', async () => {
    expect(pagesOf(await writeAnswerSheets(one))).toBe(1)
    expect(pagesOf(await writeAnswerSheets({ ...one, sheets: sheets(3) }))).toBe(5)
  })

  it('draw every kind of answer, and take words as words', async () => {
    const words = '#strong[no] *markup* $x$ \\ "quotes" ☃ 𓀀 שלום'
    const boxes = (writes: boolean) => Array.from({ length: 12 }, () => ({ words, hint: words, writes }))
    const all: SheetQuestion = {
      heading: words,
      hints: [words],
      boxes: boxes(false),
      scale: { low: words, high: words, numbers: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] },
      lines: { words, count: 4 },
      allow: words,
    }
    const made = await writeAnswerSheets({
      ...one,
      lead: [words],
      questions: [all, { ...all, boxes: boxes(true), scale: null }],
      ending: [words],
    })
    expect(Buffer.from(made.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(Buffer.from(made).toString('latin1')).toContain('/StructTreeRoot')
  })

  it('need a title', async () => {
    await expect(writeAnswerSheets({ ...one, title: ' ' })).rejects.toThrow('needs a title')
  })
})
