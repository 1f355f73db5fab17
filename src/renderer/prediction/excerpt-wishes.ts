/** How much of each track is predicted: so many excerpts, or, over time, one every so many seconds. */
export type ExcerptWish = { readonly excerptsPerTrack: number } | { readonly everySeconds: number }

/** Names a choice among `excerptWishes`. */
export type ExcerptWishKey = `${number}` | `every ${number}`

interface OfferedWish {
  readonly key: ExcerptWishKey
  readonly title: string
  readonly wish: ExcerptWish
}

const several = (count: number): OfferedWish => ({ key: `${count}`, title: `${count}`, wish: { excerptsPerTrack: count } })
const overTime = (seconds: number): OfferedWish => ({
  key: `every ${seconds}`,
  title: `every ${seconds} s`,
  wish: { everySeconds: seconds },
})

/** What Predict offers; the command line takes any number. */
export const excerptWishes: readonly OfferedWish[] = [1, 3, 5, 10].map(several).concat([1, 2, 5, 10].map(overTime))

/** The wish behind a key; one excerpt for a key that is not offered. */
export function wishOf(key: ExcerptWishKey): ExcerptWish {
  return excerptWishes.find((offered) => offered.key === key)?.wish ?? { excerptsPerTrack: 1 }
}
