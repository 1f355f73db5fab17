import './api/no-generated-code'
import './app/styles.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { longestLogEntry } from '@shared/contract/app'
import App from './app/App.vue'
import { createViewRouter } from './app/router'
import { vuetify } from './app/vuetify'
import { logErrorsTo, useErrors } from './ui/use-errors'

const app = createApp(App).use(createPinia()).use(createViewRouter()).use(vuetify)
const { show } = useErrors()

logErrorsTo((entry) => {
  console.error(entry)
  void window.circumplex.call('app.log', { entry: entry.slice(0, longestLogEntry) })
})

// What no handler caught is shown and logged, not lost in a console nobody sees.
app.config.errorHandler = show
// Some events of this kind carry no error, such as Chromium's notice of a late ResizeObserver.
window.addEventListener('error', ({ error }) => error instanceof Error && show(error))
window.addEventListener('unhandledrejection', (event) => show(event.reason))

app.mount('#app')
