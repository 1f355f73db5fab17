import { DOMWrapper, flushPromises } from '@vue/test-utils'

/** The whole page: dialogs and menus stand beside the component that opens them. */
const page = (): DOMWrapper<HTMLElement> => new DOMWrapper(document.body)

/** The text of the page, with single spaces. */
export function pageText(): string {
  return document.body.textContent.replaceAll(/\s+/gu, ' ').trim()
}

/** The first element of the page that a selector finds. */
export function get(selector: string): Omit<DOMWrapper<Element>, 'exists'> {
  return page().get(selector)
}

/** All elements of the page that a selector finds. */
export function all(selector: string): DOMWrapper<Element>[] {
  return page().findAll(selector)
}

const nameOf = (element: DOMWrapper<Element>): string => element.attributes('aria-label') ?? element.text().replaceAll(/\s+/gu, ' ')

/** The button of that text or label. @throws Error when there is none */
export function button(name: string): DOMWrapper<Element> {
  const found = all('button, [role=menuitem], .v-list-item').find((element) => nameOf(element) === name)
  if (!found) throw new Error(`There is no button “${name}” among: ${all('button').map(nameOf).join(', ')}`)
  return found
}

/** Whether a button can be pressed. */
export function isDisabled(name: string): boolean {
  return button(name).attributes('disabled') !== undefined
}

/** Presses a button and waits for what it causes. */
export async function press(name: string): Promise<void> {
  await button(name).trigger('click')
  await flushPromises()
}
