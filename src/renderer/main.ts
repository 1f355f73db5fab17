import './api/no-generated-code'
import './app/styles.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { createViewRouter } from './app/router'
import { vuetify } from './app/vuetify'
import { useErrors } from './ui/use-errors'

const app = createApp(App).use(createPinia()).use(createViewRouter()).use(vuetify)
const { show } = useErrors()

// What no handler caught is shown, not lost in a console nobody sees.
app.config.errorHandler = (error) => {
  console.error(error)
  show(error)
}
window.addEventListener('unhandledrejection', (event) => show(event.reason))

app.mount('#app')
