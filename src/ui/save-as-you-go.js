// Saves what somebody writes while they write it. Everything works without this file: there is a button that saves.

const patience = 1500

for (const form of document.querySelectorAll('form[data-saves-to]')) {
  const said = form.querySelector('[data-saved]')
  const seen = form.elements.namedItem('seen')
  let waiting
  let saving = Promise.resolve()

  const save = async () => {
    const answer = await fetch(form.dataset.savesTo, {
      method: 'POST',
      headers: { 'x-saves': 'while-writing' },
      body: new URLSearchParams(new FormData(form)),
      redirect: 'manual',
    }).catch(() => null)
    if (answer?.status === 204) {
      seen.value = String(Number(seen.value) + 1)
      said.textContent = `Saved at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}. It is not sent yet.`
    } else said.textContent = 'Not saved. Use the button below: nothing you wrote is lost.'
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      saving = saving.then(save)
    }, patience)
  })
  // What is being saved must not overtake what is being sent.
  form.addEventListener('submit', event => {
    clearTimeout(waiting)
    if (form.dataset.ready) return
    event.preventDefault()
    form.dataset.ready = 'yes'
    // A form that is being submitted cannot be submitted again before that is over.
    saving.then(() => setTimeout(() => form.requestSubmit(event.submitter)))
  })
}
