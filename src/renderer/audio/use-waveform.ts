import type { Waveform } from '@shared/contract/tracks'
import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import WaveSurfer from 'wavesurfer.js'
import MinimapPlugin from 'wavesurfer.js/plugins/minimap'
import RegionsPlugin from 'wavesurfer.js/plugins/regions'
import TimelinePlugin from 'wavesurfer.js/plugins/timeline'
import type { ChartColours } from '../charts/chart-colours'
import { formatDuration } from '../ui/format'
import { halvesOfPeaks, zoomedPixelsPerSecond } from './waveform-geometry'

export type WaveformRegions = ReturnType<typeof RegionsPlugin.create>

/** Where and how a waveform is drawn, and who listens. */
export interface WaveformOptions {
  readonly container: Readonly<Ref<HTMLElement | null>>
  readonly minimap: Readonly<Ref<HTMLElement | null>>
  readonly waveform: Readonly<Ref<Waveform | null>>
  readonly colours: Readonly<Ref<ChartColours>>
  /** The user clicked at a time, in seconds. */
  seek(seconds: number): void
  /** A new waveform can take regions. */
  ready(regions: WaveformRegions): void
}

interface Handle {
  readonly surfer: WaveSurfer
  readonly regions: WaveformRegions
  pixelsPerSecond: number
  visible: readonly [fromSeconds: number, toSeconds: number]
}

const height = 112

/**
 * Owns one wavesurfer: drawn from peaks that are given, never from decoded audio, without a sound of its own (the window's player
 * plays), and destroyed with its component. The handle is never reactive.
 */
export function useWaveform(options: WaveformOptions) {
  const isReady = shallowRef(false)
  let handle: Handle | null = null

  function destroy(): void {
    handle?.surfer.destroy()
    handle = null
    isReady.value = false
  }

  function create(): void {
    destroy()
    const { container, minimap, waveform, colours } = options
    if (!container.value || !minimap.value || !waveform.value) return
    handle = createHandle(container.value, minimap.value, waveform.value, colours.value)
    listen(handle)
  }

  function listen(own: Handle): void {
    own.surfer.on('interaction', options.seek)
    own.surfer.on('scroll', (fromSeconds, toSeconds) => (own.visible = [fromSeconds, toSeconds]))
    own.surfer.once('ready', () => {
      isReady.value = true
      makeReachable(own.surfer)
      options.ready(own.regions)
    })
  }

  /** Shows where the player is; a zoomed waveform turns the page when it plays out of sight. */
  function follow(seconds: number): void {
    if (!handle || !isReady.value) return
    handle.surfer.setTime(seconds)
    const [from, to] = handle.visible
    if (handle.pixelsPerSecond > 0 && to > from && (seconds < from || seconds > to)) handle.surfer.setScrollTime(seconds)
  }

  function zoom(factor: number): void {
    if (!handle || !isReady.value) return
    const whole = handle.surfer.getWidth() / Math.max(1, handle.surfer.getDuration())
    handle.pixelsPerSecond = zoomedPixelsPerSecond(handle.pixelsPerSecond, factor, whole)
    handle.surfer.zoom(handle.pixelsPerSecond)
  }

  watch([options.container, options.minimap, options.waveform, options.colours], create, { flush: 'post' })
  onBeforeUnmount(destroy)
  return { isReady, follow, zoom }
}

/** Lets a zoomed waveform be scrolled by keys. */
function makeReachable(surfer: WaveSurfer): void {
  const scroller = surfer.getWrapper().parentElement
  scroller?.setAttribute('tabindex', '0')
  scroller?.setAttribute('role', 'group')
  scroller?.setAttribute('aria-label', 'Waveform')
}

function createHandle(container: HTMLElement, minimap: HTMLElement, waveform: Waveform, colours: ChartColours): Handle {
  const regions = RegionsPlugin.create()
  const wave = { waveColor: colours.muted, progressColor: colours.accent, cursorColor: colours.text }
  const surfer = WaveSurfer.create({
    container,
    height,
    ...wave,
    cursorWidth: 1.5,
    normalize: true,
    peaks: halvesOfPeaks(waveform.pairs),
    duration: waveform.durationSeconds,
    plugins: [
      regions,
      TimelinePlugin.create({
        height: 16,
        secondaryLabelOpacity: 0.8,
        formatTimeCallback: formatDuration,
        style: { color: colours.muted, fontSize: '10px' },
      }),
      MinimapPlugin.create({ container: minimap, height: 26, ...wave, cursorWidth: 1, overlayColor: colours.grid }),
    ],
  })
  return { surfer, regions, pixelsPerSecond: 0, visible: [0, 0] }
}
