// Colour and contrast, by the Web Content Accessibility Guidelines 2.2 (success criterion 1.4.3).

/** The brand where a partnership has chosen none, or one that could not be read. */
export const defaultBrand = '#0b4f6c'

const white = '#ffffff'
const hex = /^#[0-9a-f]{6}$/i

/** Relative luminance of `#rrggbb`, 0 (black) to 1 (white). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21; NaN where either is no colour. */
export function contrast(a: string, b: string): number {
  if (!hex.test(a) || !hex.test(b)) return Number.NaN
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Whether body text in this colour can be read on white, and white text on it: at least 4.5 to 1. */
export const readableOnWhite = (colour: string): boolean => contrast(colour, white) >= 4.5

/** The colour if it is one and can be read, else the default. What comes out is safe to stand in a style. */
export const brandOf = (colour: string | undefined): string =>
  colour !== undefined && readableOnWhite(colour) ? colour : defaultBrand
