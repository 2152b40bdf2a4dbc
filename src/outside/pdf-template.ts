// How our documents look on paper: one Typst template. Words come as JSON in `sys.inputs`, so that none is markup.

/** The faces that every template of ours begins with. */
export const typeface = `
#set text(
  font: ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono"),
  // Typst carries these faces itself. Whatever else a machine has is left alone, so that all print the same.
  fallback: false,
  lang: "en",
  region: "GB",
)
`

/** Compiles only where the typeface shows what `sys.inputs.segment` holds, plain and bold. */
export const probeTemplate = `${typeface}
#set document(title: "Probe")
#sys.inputs.segment #strong(sys.inputs.segment)
`

export const paperTemplate = String.raw`${typeface}
#let paper = json(bytes(sys.inputs.paper))
#let brand = rgb(paper.colour)
#let quiet = luma(70)

// A word longer than a line, such as an address, may break anywhere.
#let words(text, longest: 40) = text.replace(
  regex("[^\s\u{200b}]{" + str(longest) + ",}"),
  found => found.text.clusters().chunks(4).map(part => part.join()).join("\u{200b}"),
)

// For what stands on each page and must not fill it.
#let short(text) = {
  let letters = text.clusters()
  if letters.len() > 90 { letters.slice(0, 89).join() + "…" } else { text }
}

#set document(title: paper.title, author: paper.author, date: none)
#set text(size: 11.5pt, hyphenate: false)
#set par(leading: 0.75em, spacing: 1.25em, justify: false)
#set page(
  paper: "a4",
  margin: (top: 30mm, bottom: 28mm, x: 26mm),
  header: {
    set text(size: 9.5pt, fill: quiet)
    words(short(paper.partnership))
    v(-0.5em)
    line(length: 100%, stroke: 1.5pt + brand)
  },
  footer: context {
    set text(size: 9.5pt, fill: quiet)
    grid(
      columns: (1fr, auto),
      column-gutter: 2em,
      words(short(paper.title)),
      [Page #counter(page).display() of #counter(page).final().first()],
    )
  },
)

#show title: set text(size: 26pt)
#show title: set par(leading: 0.45em)
#show heading: set text(size: 16pt)
#show heading: set block(above: 2em, below: 1em, sticky: true)
#show figure: set block(breakable: true, above: 1.8em, below: 1.8em)
#set figure.caption(position: top)
#show figure.caption: it => align(left, block(sticky: true, below: 0.8em, strong(it.body)))
#show selector.or(list, terms): set block(above: 1.4em, below: 1.4em)
#set list(indent: 0.4em, body-indent: 0.7em, spacing: 0.9em, marker: text(fill: brand)[•])
#set terms(separator: linebreak(), hanging-indent: 1.2em, spacing: 1.3em)

#let table-of(block) = {
  let count = block.headings.len()
  let numeric(x) = block.numeric.contains(x)
  set text(size: if count > 6 { 8.5pt } else { 10pt }, hyphenate: true, number-width: "tabular")
  set par(leading: 0.55em)
  let longest = calc.max(8, calc.quo(60, count))
  let cell(text) = words(text, longest: longest)
  figure(
    kind: table,
    supplement: none,
    numbering: none,
    caption: if block.caption == "" { none } else { words(block.caption) },
    table(
      columns: range(count).map(x => if numeric(x) { 2fr } else { 3fr }),
      align: (x, y) => (if numeric(x) { right } else { left }) + (if y == 0 { bottom } else { top }),
      inset: (x: 0.5em, y: 0.6em),
      stroke: (x, y) => (bottom: if y == 0 { 1.2pt + brand } else { 0.5pt + luma(190) }),
      table.header(..block.headings.map(text => strong(cell(text)))),
      ..block.rows.flatten().map(cell),
    ),
  )
}

#let show-block(it) = {
  if it.kind == "paragraph" {
    par(words(it.words))
  } else if it.kind == "list" {
    list(..it.items.map(item => words(item)))
  } else if it.kind == "terms" {
    terms(..it.items.map(item => terms.item(words(item.term), words(item.words))))
  } else if it.kind == "note" {
    block(
      width: 100%,
      inset: (left: 1em, y: 0.5em),
      stroke: (left: 3pt + brand),
      par(words(it.words)),
    )
  } else if it.kind == "table" {
    table-of(it)
  }
}

#title(words(paper.title, longest: 24))
#if paper.subtitle != "" { par(text(size: 14pt, words(paper.subtitle))) }
#par(text(fill: quiet, words(paper.dateline)))
#v(1em)

#for section in paper.sections {
  if section.heading != "" { heading(words(section.heading, longest: 30)) }
  for it in section.blocks { show-block(it) }
}

#if paper.missing {
  v(1em)
  par(text(
    size: 9.5pt,
    fill: quiet,
  )[“□” stands for a letter or sign that the typeface of this document does not have.])
}
`
