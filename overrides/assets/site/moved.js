/** At an old address: goes to the new one before anything is drawn, keeping the section and the question. */
location.replace(document.currentScript.dataset.to + location.search + location.hash)
