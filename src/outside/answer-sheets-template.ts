// How a sheet to fill in looks on paper: one Typst template. Words come as JSON in `sys.inputs`, so that none is markup.

import { typeface } from './pdf-template.ts'

export const sheetsTemplate = String.raw`${typeface}
#let paper = json(bytes(sys.inputs.paper))
#let brand = rgb(paper.colour)
#let quiet = luma(60)

// A word longer than a line, such as an address, may break anywhere.
#let words(text, longest: 36) = text.replace(
  regex("[^\s\u{200b}]{" + str(longest) + ",}"),
  found => found.text.clusters().chunks(4).map(part => part.join()).join("\u{200b}"),
)
#let short(text, most) = {
  let letters = text.clusters()
  if letters.len() > most { letters.slice(0, most - 1).join() + "…" } else { text }
}

#set document(title: paper.title, author: paper.author, date: none)
#set text(size: 13pt, hyphenate: false)
#set par(leading: 0.65em, spacing: 1.05em, justify: false)

#let head(mark) = {
  set text(size: 11pt, fill: quiet)
  grid(
    columns: (1fr, auto),
    column-gutter: 2em,
    align: (left + bottom, right + bottom),
    words(short(paper.partnership, 60)),
    text(size: 13pt, fill: black, strong(mark)),
  )
  v(-0.5em)
  line(length: 100%, stroke: 1.5pt + brand)
}

#set page(
  paper: "a4",
  margin: (top: 28mm, bottom: 22mm, x: 22mm),
  footer: context {
    set text(size: 11pt, fill: quiet)
    let last = query(<last>).first().location()
    grid(
      columns: (1fr, auto),
      column-gutter: 2em,
      words(short(paper.title, 60)),
      if counter(page).get().first() <= counter(page).at(last).first() [
        Page #counter(page).display() of #counter(page).at(last).first()
      ] else [Nothing is asked on this side],
    )
  },
)

#show heading: set block(above: 1.7em, below: 0.8em, sticky: true)
#show heading.where(level: 1): set text(size: 24pt)
#show heading.where(level: 1): set par(leading: 0.45em)
#show heading.where(level: 2): set text(size: 14.5pt)

#let tick = box(width: 15pt, height: 15pt, stroke: 1.2pt + black, baseline: 2.5pt)
#let wide = box(width: 34pt, height: 21pt, stroke: 1.2pt + black, baseline: 6pt)

#let boxed(row) = grid(
  columns: (if row.writes { 40pt } else { 23pt }, 1fr),
  column-gutter: 4pt,
  if row.writes { wide } else { tick },
  {
    set par(spacing: 0.55em)
    pad(top: if row.writes { 5pt } else { 2pt }, {
      par(words(row.words))
      if row.hint != "" { par(text(size: 12pt, fill: quiet, words(row.hint))) }
    })
  },
)

// Short answers stand in two columns when there are many.
#let boxes(rows) = {
  let two = rows.len() > 7 and rows.all(row => row.hint == "" and row.words.clusters().len() < 32)
  if two {
    let half = calc.ceil(rows.len() / 2)
    grid(
      columns: (1fr, 1fr),
      column-gutter: 1.2em,
      row-gutter: 0.75em,
      ..range(half).map(at => (boxed(rows.at(at)), if at + half < rows.len() { boxed(rows.at(at + half)) })).flatten(),
    )
  } else {
    stack(spacing: 0.8em, ..rows.map(boxed))
  }
}

#let scale(it) = block(breakable: false, {
  let count = it.numbers.len()
  let per = if count > 11 { 11 } else { count }
  grid(
    columns: (1fr,) * per,
    row-gutter: 0.9em,
    align: center,
    ..it.numbers.map(number => stack(spacing: 0.4em, number, tick)),
  )
  if it.low != "" or it.high != "" {
    grid(columns: (1fr, 1fr), align: (left, right), words(it.low), words(it.high))
  }
})

#let lines(it) = {
  if it.words != "" { par(words(it.words)) }
  for _ in range(it.count) { block(above: 0pt, below: 0pt, height: 27pt, width: 100%, stroke: (bottom: 0.7pt + luma(110))) }
  v(0.5em)
}

#let question(it) = {
  heading(level: 2, words(it.heading, longest: 26))
  for hint in it.hints { block(sticky: true, par(text(size: 12pt, fill: quiet, words(hint)))) }
  if it.boxes.len() > 0 { boxes(it.boxes) }
  if it.scale != none { scale(it.scale) }
  if it.lines != none { lines(it.lines) }
  if it.allow != "" { boxed((words: it.allow, hint: "", writes: false)) }
}

#for (at, sheet) in paper.sheets.enumerate() {
  if at > 0 { pagebreak(to: "odd", weak: true) }
  set page(header: head(sheet.mark))
  counter(page).update(1)
  heading(level: 1, words(paper.title, longest: 22))
  for line in paper.lead { par(words(line)) }
  for it in paper.questions { question(it) }
  block(
    breakable: false,
    above: 2em,
    width: 100%,
    inset: (left: 1em, y: 0.5em),
    stroke: (left: 3pt + brand),
    for line in paper.ending { par(words(line)) },
  )
  if paper.missing {
    par(text(size: 11pt, fill: quiet)[“□” stands for a letter or sign that the typeface of this sheet does not have.])
  }
  if at == 0 [#metadata("last") <last>]
}
`
