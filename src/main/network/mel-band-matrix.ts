/**
 * The inverse of the orthonormal cosine transform that makes MFCC (DCT-II; Davis and Mermelstein 1980), at `bands` points: times the
 * first coefficients of a frame it gives its log-mel spectrum, smoothed and scaled by √(mel bands / bands).
 * @returns [bands, coefficients], row-major
 */
export function melBandMatrix(bands: number, coefficients: number): Float32Array {
  return Float32Array.from({ length: bands * coefficients }, (_, index) => {
    const [band, coefficient] = [Math.floor(index / coefficients), index % coefficients]
    const scale = Math.sqrt((coefficient === 0 ? 1 : 2) / bands)
    return scale * Math.cos((Math.PI * (band + 0.5) * coefficient) / bands)
  })
}
