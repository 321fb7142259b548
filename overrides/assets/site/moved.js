/** At an old address, before anything is drawn: on to the new one, with the section and the question. */
location.replace(document.currentScript.dataset.to + location.search + location.hash)
