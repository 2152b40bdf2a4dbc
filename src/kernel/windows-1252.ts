// Windows-1252, the letters that British Windows programs still write.

/** The signs of bytes 0x80 to 0x9F; the others are those of Latin-1. Source: the WHATWG Encoding Standard's index. */
const upperSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Node 20's own decoder takes Windows-1252 for Latin-1, and so loses €, dashes and curly quotes. */
export const windows1252 = (bytes: Uint8Array): string =>
  new TextDecoder('windows-1252')
    .decode(bytes)
    .replace(/[\u0080-\u009f]/g, sign => upperSigns[sign.charCodeAt(0) - 0x80]!)
