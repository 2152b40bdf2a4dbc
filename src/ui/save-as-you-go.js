// Saves what somebody writes while they write it. Everything works without this file: there is a button that saves.

const patience = 1500

/** Whether a field holds something else than the page came with. */
const isChanged = field =>
  field.options
    ? [...field.options].some(option => option.selected !== option.defaultSelected) && field.selectedIndex > 0
    : field.type === 'checkbox' || field.type === 'radio'
      ? field.checked !== field.defaultChecked
      : field.type !== 'hidden' && 'defaultValue' in field && field.value !== field.defaultValue

for (const form of document.querySelectorAll('form[data-saves-to]')) {
  const said = form.querySelector('[data-saved]')
  const seen = form.elements.namedItem('seen')
  let waiting
  let saving = Promise.resolve()

  const save = async () => {
    waiting = undefined
    const answer = await fetch(form.dataset.savesTo, {
      method: 'POST',
      headers: { 'x-saves': 'while-writing' },
      body: new URLSearchParams(new FormData(form)),
      redirect: 'manual',
      // Goes out also when the page is just being left.
      keepalive: true,
    }).catch(() => null)
    if (answer?.status === 204) {
      seen.value = String(Number(seen.value) + 1)
      said.textContent = `Saved at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}. It is not sent yet.`
    } else if (!answer || answer.status >= 500)
      said.textContent = 'Not saved: there is no connection. We try again as you write.'
    else if (answer.status === 422)
      said.textContent = 'Not saved: use a button below, and you will see why. What you wrote is still here.'
    else said.textContent = 'Not saved: this page has no way to save any more. Copy what you wrote before you go.'
  }
  const saveNow = () => {
    clearTimeout(waiting)
    saving = saving.then(save)
  }

  const saveSoon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(saveNow, patience)
  }
  form.addEventListener('input', saveSoon)
  // Somebody may have begun before this file was here.
  if ([...form.elements].some(isChanged)) saveSoon()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && waiting !== undefined) saveNow()
  })
  // What is being saved must not overtake what is being sent.
  form.addEventListener('submit', event => {
    clearTimeout(waiting)
    waiting = undefined
    if (form.dataset.ready) return
    event.preventDefault()
    form.dataset.ready = 'yes'
    // A form that is being submitted cannot be submitted again before that is over.
    saving.then(() => setTimeout(() => form.requestSubmit(event.submitter)))
  })
}
