// Workbooks for tests, written the way people do: a title, headings in two lines, merged cells, blank lines, sums.

import type { Workbook } from 'exceljs'

/** A new workbook of exceljs, that tests fill. */
export async function newWorkbook(): Promise<Workbook> {
  const { default: ExcelJS } = await import('exceljs')
  return new ExcelJS.Workbook()
}

export const bytesOf = async (workbook: Workbook): Promise<Uint8Array> =>
  new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer)

/** Four groups with eleven seats, as a partnership manager keeps them; the real list is on the second sheet. */
export async function messyWorkbook(): Promise<Uint8Array> {
  const workbook = await newWorkbook()
  const cover = workbook.addWorksheet('Read me')
  cover.addRow(['Who sits where in community planning'])
  cover.addRow(['Ask the partnership manager before you change this'])
  const sheet = workbook.addWorksheet('CPP groups 2026')
  sheet.addRow(['Strathmuir community planning: groups and members'])
  sheet.addRow([])
  sheet.addRow(['Group', '', 'Meetings', '', 'Member', '', '', '', 'Reports to', 'RAG'])
  sheet.addRow(['Name', 'Type', 'How often', 'Length', 'Organistaion', 'Role', 'Named rep', 'Depute', '', ''])
  sheet.addRow(['CPP Board', 'Board', 'Quarterly', '2 hrs', 'NHSFV', 'Chair', 'Morag Bain', 'A. Reid', '', 'Green'])
  sheet.addRow(['', '', '', '', 'Police Scotland', 'Member', 'Ch Insp Euan Ross', '', '', ''])
  sheet.addRow(['', '', '', '', 'Strathmuir  Council', 'Vice Chair', 'Cllr Ann Lee', '', '', ''])
  sheet.addRow([])
  sheet.addRow(['Name', 'Type', 'How often', 'Length', 'Organistaion', 'Role', 'Named rep', 'Depute', '', ''])
  sheet.addRow([
    'Health and Wellbeing Group',
    'Thematic',
    '6 weekly',
    '90 mins',
    'NHS Forth Valley',
    'Chair',
    'Morag Bain',
    '',
    'CPP Board',
    'Amber',
  ])
  sheet.addRow(['\u00a0', '', '', '', 'Strathmuir TSI', '', 'Vacant', '', '', ''])
  sheet.addRow(['', '', '', '', 'Polcie Scotland', '', 'TBC', '', '', ''])
  sheet.addRow(['', '', '', '', 'Carers reps', '', '', '', '', ''])
  sheet.addRow(['', '', '', '', '', 'Adviser', 'Somebody Else', '', '', ''])
  sheet.addRow([])
  sheet.addRow([
    'East Locality Partnership',
    'Locality',
    'bi-monthly (6)',
    'half day',
    'SFRS',
    '',
    'Iain Orr',
    '',
    'The Cabinet',
    '',
  ])
  sheet.addRow(['', '', 'now and then', '', 'NHSFV', '', 'Jo Kerr', '', '', ''])
  sheet.addRow(['Digital network', '', '', '', '', '', '', '', 'CPP Board', ''])
  sheet.addRow(['Total', '', '', '', 11, '', '', '', '', ''])
  sheet.addRow(['Note: updated after the October board'])
  // Merged at the end, because rows are added below what is merged.
  for (const area of ['A1:J1', 'A3:B3', 'C3:D3', 'E3:H3', 'I3:I4', 'A5:A7']) sheet.mergeCells(area)
  return bytesOf(workbook)
}

/** A long list: groups of thirty seats over five hundred organisations. */
export function longList(seats: number): string {
  const lines = ['Group,Kind,Reports to,Meetings,Length,Organisation,Post,Office,Name,Since']
  for (let at = 0; at < seats; at++) {
    const group = Math.floor(at / 30)
    const first = at % 30 === 0
    lines.push(
      [
        `Group ${group + 1}`,
        first ? 'Thematic' : '',
        first && group > 0 ? `Group ${Math.floor(group / 7) + 1}` : '',
        first ? 'monthly' : '',
        first ? '2 hrs' : '',
        `Organisation number ${(at * 7) % 500}`,
        `Post ${at % 30}`,
        at % 30 === 0 ? 'Chair' : 'Member',
        `Holder ${at % 9000}`,
        '2024-04-01',
      ].join(','),
    )
  }
  return `${lines.join('\n')}\n`
}
