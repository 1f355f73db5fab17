import type { VueWrapper } from '@vue/test-utils'
import { VNumberInput, VSelect } from 'vuetify/components'

/**
 * Gives a field of Vuetify a value as its user would, whose list or spinner need not open for that.
 * @param testId the field's `data-testid`
 */
export function enter(view: VueWrapper, testId: string, value: unknown): void {
  const selects = view.findAllComponents(VSelect).map((field) => ({ id: field.attributes('data-testid'), vm: field.vm }))
  const numbers = view.findAllComponents(VNumberInput).map((field) => ({ id: field.attributes('data-testid'), vm: field.vm }))
  const field = [...selects, ...numbers].find(({ id }) => id === testId)
  if (!field) throw new Error(`There is no field ${testId}`)
  field.vm.$emit('update:modelValue', value)
}
