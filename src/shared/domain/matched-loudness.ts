/** The loudness that excerpts are set to where their rule says so, in LUFS of their mono mix. */
export const matchedLoudness = -23
