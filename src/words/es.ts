// Every word that a person can read, in Spanish. One line each, grouped by where it appears.
// ICU MessageFormat: {name}, {n, plural, one {…} other {…}}, {day, date, day}, {time, time, clock}.
import type { en } from './en.ts';

export const es: Readonly<Record<keyof typeof en, string>> = {
  // Anywhere
  'any.help': 'Ayuda ahora',
  'any.close': 'Cerrar',
  'any.done': 'Listo',
  'any.open': 'Abrir',
  'any.open-again': 'Ha tardado demasiado en abrirse. No se ha perdido nada: pulsa el botón.',
  'any.not-now': 'Ahora no',
  'any.save': 'Guardar',
  'any.not-yours':
    'Esto es para quienes coordinan el programa. No ha cambiado nada. Si lo necesitas, pídeselo a quien lo lleva.',
  'any.moment': '{at, date, day}, {at, time, clock}',
  'any.unwatched': 'Nadie está pendiente de lo que escribes aquí. Si es urgente, pulsa «Ayuda ahora».',

  // The bot itself
  'bot.open': 'Pulsa el botón para empezar. Solo lo verás tú.',
  'bot.open-privately': 'Esto te lo respondo en privado. Pulsa el botón: lo que se abra solo lo verás tú.',
  'bot.not-saved':
    'Ahora mismo no he podido guardarlo. No se ha guardado nada. Inténtalo de nuevo en un minuto. No pasa nada si lo envías dos veces.',
  'bot.late':
    'Ha tardado demasiado y no sé si se ha guardado. Inténtalo de nuevo en un minuto. No pasa nada si lo envías dos veces.',
  'bot.home-later':
    'Ahora mismo no puedo abrir lo que tienes guardado aquí. No se ha perdido nada. Vuelve a abrir esta página en un minuto.',
  'bot.fault':
    'Algo ha fallado por mi parte y no se ha guardado nada. Inténtalo de nuevo. Si vuelve a pasar, dale este código a quien lleva el programa: {reference}.',
  'bot.slow-down':
    'Ha llegado mucho de golpe. Lo último no se ha guardado. Espera un minuto y sigue, por favor.',
  'bot.busy':
    'Ahora mismo hay mucha gente aquí y no he podido recibirlo. No se ha guardado nada. Inténtalo de nuevo en un minuto.',
  'bot.kept-already': 'Esto ya estaba guardado. No hace falta nada más.',
  'bot.gone': 'Este botón ya no hace nada. No ha cambiado nada.',
  'bot.gone-next': 'Escribe «ayuda» para ver lo que puedo hacer.',
  'home.title': 'Lamplight: apoyo entre colegas',

  // Microsoft Teams
  'teams.below': 'Te he respondido más abajo, en un mensaje nuevo.',
  'teams.in-own-talk': 'Te he respondido en nuestra conversación. Quienes están aquí no lo ven.',
  'teams.no-talk':
    'Todavía no puedo escribirte. En Teams, abre Aplicaciones, busca Lamplight y agrégala. Después vuelve a pulsar aquí.',
  'teams.not-opened':
    'Ahora mismo no he podido abrirlo. No se ha perdido nada. Vuelve a pulsarlo en un minuto.',
  'teams.closed': 'Cerrado.',

  // Answers that cannot be taken, said at the field
  'refused.empty': 'Responde a esta pregunta, por favor.',
  'refused.too-short': 'Escribe al menos {least, plural, one {# carácter} other {# caracteres}}.',
  'refused.too-long':
    'Tiene {sent, number} caracteres y caben {most, number}. Tus palabras siguen aquí: acórtalas, por favor.',
  'refused.unreadable':
    'Hay un carácter que no se puede guardar. Tus palabras siguen aquí: quita los signos raros y envíalas otra vez.',
  'refused.not-offered': 'Elige una de las respuestas que se muestran.',
  'refused.not-a-number': 'Escribe un número, por ejemplo 3.',
  'refused.not-whole': 'Escribe un número entero, por ejemplo 3.',
  'refused.too-small': 'Escribe un número que sea al menos {least, number}.',
  'refused.too-large': 'Escribe un número que sea como mucho {most, number}.',
  'refused.not-a-date': 'Elige un día del calendario.',
  'refused.not-a-time': 'Escribe una hora, por ejemplo 19:30.',

  // Commands, as help lists them
  'command.help': 'Ayuda',
  'command.help-hint': 'lo que puedo hacer',
  'command.helpnow-hint': 'líneas de crisis, a cualquier hora',
  'command.checkin': 'Decir cómo estoy',
  'command.checkin-hint': '¿cómo estás ahora mismo? Solo te lo muestro a ti',
  'command.settings': 'Ajustes',
  'command.settings-hint': 'idioma, zona horaria, horas de silencio y lo que te envío',
  'command.admin': 'Programa',
  'command.admin-hint': 'para quienes coordinan: la configuración y qué espacios forman un mismo programa',
  'command.lines': 'Líneas de ayuda',
  'command.lines-hint': 'para quienes coordinan: líneas propias y cuáles hay que comprobar',
  'command.staff': 'Lista de personal',
  'command.staff-hint': 'para quienes coordinan: quién trabaja dónde, según un archivo tuyo o el directorio',
  'command.audiences': 'Grupos de personas',
  'command.audiences-hint': 'para quienes coordinan: a quiénes pregunto, según un canal o una lista',
  'command.reports': 'Cómo están los equipos',
  'command.reports-hint': 'una vez al mes, de quienes dejan contar su ánimo',
  'command.count': 'Contar mi ánimo o no',
  'command.count-hint': 'si tu ánimo cuenta cuando digo cómo están los equipos',
  'command.schedule': 'Registros planificados',
  'command.schedule-hint': 'pregunta a un grupo cómo está, en los días que elijas',

  // Help
  'help.summary': 'Lo que puedo hacer por ti',
  'help.title': 'Lo que puedo hacer por ti',
  'help.what':
    'Soy Lamplight, un bot para el personal de salud. Te pregunto cómo estás y te ayudo a encontrar a alguien. No hago terapia ni doy consejos médicos.',
  'help.private':
    'Tus respuestas se guardan bajo llave y solo te las muestro a ti. La aplicación de chat sí transmite lo que pulsas y escribes aquí.',
  'help.unknown': 'No conozco esa palabra. Esto es lo que puedo hacer:',
  'help.did-you-mean': 'No conozco esa palabra. ¿Querías decir «{verb}»?',

  // Get help now
  'helpnow.title': 'Ayuda ahora',
  'helpnow.summary': 'Personas a las que puedes acudir ahora mismo',
  'helpnow.danger': '¿Hay alguien en peligro? Llama al {number}.',
  'helpnow.danger-anywhere': '¿Hay alguien en peligro? Llama al número de emergencias de tu zona.',
  'helpnow.own': 'En tu lugar de trabajo',
  'helpnow.lines': 'En {country}',
  'helpnow.choose': '¿Dónde estás? Te mostraré las líneas de ese país.',
  'helpnow.other-country': 'Otro país',
  'helpnow.private':
    'No le digo a nadie que lo has pedido. Estas líneas las atienden otras personas, no tu empresa ni yo.',
  'helpnow.private-own':
    'No le digo a nadie que lo has pedido. Las líneas de tu lugar de trabajo las lleva tu empresa; las demás, no.',
  'helpnow.shared': 'Aquí lo puede leer todo el mundo. Para preguntar en privado, escríbeme directamente.',
  'line.call': 'Llama al',
  'line.text': 'Envía un mensaje de texto al',
  'line.text-word': 'Envía {word} por mensaje de texto al',
  'line.chat': 'Chat o información en',
  'line.always': 'De día y de noche',
  'line.every-day': 'Todos los días, de {from} a {to} (hora de {place})',
  'line.weekdays': 'De lunes a viernes, de {from} a {to} (hora de {place})',
  'line.checked': 'Datos del {day, date, day}',

  // Help lines: for coordinators
  'lines.title': 'Líneas de ayuda',
  'lines.state':
    '{old, plural, =0 {Las {all, number} líneas se han comprobado en los últimos 90 días.} one {# de {all, number} líneas lleva más de 90 días sin comprobarse. Se sigue mostrando.} other {# de {all, number} líneas llevan más de 90 días sin comprobarse. Se siguen mostrando.}}',
  'lines.add': 'Añadir una línea propia',
  'lines.countries': 'Países que atendemos',
  'lines.countries-which': '¿De qué países tienen que revisar las líneas quienes coordinan?',
  'lines.countries-help':
    'Si no eliges ninguno, son todos. Cada persona ve siempre las líneas del país que elige.',
  'lines.more': 'Ver más líneas',
  'lines.source': 'Dónde comprobarla',
  'lines.checked': 'La he comprobado hoy',
  'lines.remove': 'Quitar',
  'lines.remove-sure': '«{name}» dejará de mostrarse cuando alguien pida ayuda.',
  'lines.note': 'Llama o abre la página de una línea antes de decir que está comprobada.',
  'lines.name': 'Nombre de la línea',
  'lines.call': 'Número al que llamar',
  'lines.call-wrong': 'Escribe un número de teléfono: cifras, espacios y + ( ) - . /',
  'lines.chat': 'Página o chat',
  'lines.chat-help': 'Una dirección que empiece por https://',
  'lines.chat-wrong': 'Escribe una dirección que empiece por https://',
  'lines.no-way': 'Pon un número o una dirección: sin eso nadie puede llegar a la línea.',
  'lines.when': 'Para quién es y cuándo atiende',
  'lines.when-help': 'Por ejemplo: todo el personal, de día y de noche',
  'lines.save': 'Guardar esta línea',
  'lines.save-countries': 'Guardar',
  'lines.old-summary': 'Hay líneas de ayuda que conviene comprobar',
  'lines.old':
    '{old, plural, one {# línea de ayuda lleva} other {# líneas de ayuda llevan}} más de 90 días sin comprobarse. {old, plural, one {Se sigue mostrando} other {Se siguen mostrando}} cuando alguien pide ayuda. {old, plural, one {Échale} other {Échales}} un vistazo cuando tengas diez minutos.',

  // What is kept of somebody
  'command.privacy': 'Privacidad',
  'command.privacy-hint': 'qué guardo de ti, quién lo ve y cómo borrarlo',
  'command.export-hint': 'una copia de todo lo que guardo de ti',
  'command.erase-hint': 'borrar todo lo que guardo de ti',
  'privacy.title': 'Lo que guardo de ti',
  'privacy.kept': 'Qué guardo',
  'privacy.kept-what':
    'Lo que me cuentas sobre cómo estás, bajo llave. El identificador de tu cuenta, tu idioma, tu zona horaria, tus horas de silencio, lo que puedes hacer aquí, lo que me dejas enviarte y tu país si lo elegiste. Los turnos y días libres que me has dicho, también por calendario (solo las horas), y a qué registros planificados has dicho que sí. Si alguien que coordina los trajo: tu línea en la lista de personal y tus grupos. Ni nombre ni foto; de tu correo, solo una forma cifrada.',
  'privacy.sees': 'Quién lo ve',
  'privacy.sees-what':
    'Cómo estás solo te lo muestro a ti. Quienes coordinan no lo ven: traen la lista de personal y eligen los grupos. Solo si dejas contar tu ánimo entra en cifras aproximadas de cinco personas o más.',
  'privacy.chat': 'Slack, Microsoft y tu empresa',
  'privacy.chat-what':
    'Pueden ver que me usas. Slack o Microsoft transmite cada botón y cada palabra. Lo que me escribes queda en el chat, y tu empresa quizá pueda copiarlo. Lo que respondes en una ventana o un formulario no se publica allí.',
  'privacy.server': 'Quien lleva mi servidor',
  'privacy.server-what':
    'Tiene la llave, así que podría abrir lo que me cuentas. Quien robara la base de datos sin la llave no podría.',
  'privacy.long': 'Cuánto tiempo',
  'privacy.long-what':
    'Lo que me cuentas sobre cómo estás, 12 meses. El registro de los mensajes que te envié, 35 días. Si tu cuenta se desactiva y me avisan, todo se borra en un plazo de 30 días. Lo demás, hasta que cambie o hasta que lo borres.',
  'privacy.export': 'Obtener una copia',
  'privacy.erase': 'Borrarlo todo',
  'export.open': 'Abrir la página con tu copia',
  'export.how': 'La página está disponible 15 minutos y te da el archivo una sola vez.',
  'export.alone':
    'No compartas el enlace: quien lo abra obtiene todo lo que guardo de ti. No envío el archivo por el chat porque tu empresa podría copiarlo allí.',
  'export.nowhere':
    'No puedo darte un archivo, porque aquí no tengo dirección web. Pide a quien lleva mi servidor que configure PUBLIC_URL y vuelve a intentarlo. No se ha perdido nada: lo que me contaste sigue en «checkin historial».',
  'export.about': 'Todo lo que Lamplight guardaba de ti cuando se creó este archivo. Las horas están en UTC.',
  'export.page-what':
    'El archivo contiene todo lo que guardo de ti, en un formato que otros programas pueden leer (JSON):',
  'export.page-checkins': 'cómo estabas cada vez, con lo que escribiste',
  'export.page-person':
    'tus cuentas, tu idioma, tu zona horaria, tus horas de silencio, tu país, lo que puedes hacer y lo que me dejas enviarte',
  'export.page-lists': 'tu línea en la lista de personal y los grupos en los que estás o que creaste',
  'export.page-messages': 'los mensajes que van de camino a ti y el registro de los que te envié',
  'export.page-take': 'Descargar el archivo',
  'export.page-once':
    'Funciona una sola vez. Después cierra la página, sobre todo si otras personas usan este equipo.',
  'export.page-later':
    'Ahora mismo no he podido crear el archivo. No se ha perdido nada. Vuelve a abrir el enlace dentro de un minuto.',
  'export.page-unknown': 'No hay nada en esta dirección. Escríbeme «exportar» para recibir un enlace nuevo.',
  'export.page-expired': 'Este enlace servía durante 15 minutos. Escríbeme «exportar» para recibir otro.',
  'export.page-used':
    'Este enlace ya se usó. Si no fuiste tú, escríbeme «exportar» y díselo a quien lleva el programa.',
  'erase.what':
    'Desaparecerá todo lo que guardo de ti: cómo estabas cada vez, tus cuentas, lo que puedes hacer, códigos y enlaces, mensajes para ti, tu sitio en los grupos y tu línea en la lista de personal. No se puede deshacer.',
  'erase.unlinked':
    'Todo lo que me contaste está en tu cuenta, así que lo encuentro todo. Solo hay una cosa que no puedo encontrar: una línea de la lista de personal con un correo que nunca supe que era tuyo.',
  'erase.stays':
    'Queda una marca que no nombra a nadie, para no volver a preguntarte por mi cuenta. Slack o Microsoft conserva su propia copia de nuestro chat; eso no puedo borrarlo. Las copias de seguridad pueden guardar el resto 35 días más. Una nueva lista de personal puede volver a nombrarte.',
  'erase.again': 'Puedes volver cuando quieras: escríbeme y empezamos de nuevo.',
  'erase.sure': '¿Seguro?',
  'erase.sure-statement': 'Sí, borra todo lo que guardas de mí.',
  'erase.yes': 'Borrar',
  'erase.last': 'Eres la única persona que coordina. Sin ti, nadie lleva este programa.',
  'erase.next': '¿Quién toma el relevo?',
  'erase.next-help': 'Pasará a coordinar, y se lo haré saber.',
  'erase.nobody': 'O nadie',
  'erase.nobody-sure': 'Nadie toma el relevo. Sé que el programa se queda sin nadie que coordine.',
  'erase.next-or-nobody': 'Elige quién toma el relevo o indica abajo que nadie lo hace.',
  'erase.next-yourself': 'Esa cuenta es tuya. Elige a otra persona o indica abajo que nadie toma el relevo.',
  'erase.next-leader': 'Dirige una unidad, así que no puede llevar este programa. Elige a otra persona.',
  'erase.done-title': 'Todo está borrado',
  'erase.done': 'Ya no guardo nada tuyo: ni cómo estabas, ni cuentas, ni mensajes, ni lo que podías hacer.',
  'erase.named':
    'A partir de ahora coordinas este programa. Quien lo hacía antes se ha ido y ha pensado en ti.',

  // Joining and leaving
  'command.about': '¿Qué es esto?',
  'command.about-hint': 'qué soy, quién ve qué y cómo dejarlo',
  'command.messages-hint': 'elegir lo que te envío por mi cuenta',
  'command.stop-hint': 'dejo de escribirte por mi cuenta',
  'membership.title': 'Hola, soy Lamplight',
  'membership.what':
    'Soy un bot para quienes trabajan en la salud. Te pregunto cómo estás y te muestro dónde encontrar ayuda.',
  'membership.what-not': 'No hago terapia ni doy consejos médicos. Nadie está pendiente de lo que escribes.',
  'membership.who-sees':
    'Lo que respondes solo te lo muestro a ti, no a tu jefe ni a tu jefa. La aplicación de chat lo transmite, y quien lleva mi servidor tiene la llave.',
  'membership.stop':
    'Escribe «parar» y dejo de escribirte por mi cuenta. Escribe «borrar» y elimino lo que guardo de ti.',
  'membership.question': '¿Puedo escribirte por mi cuenta, tres veces por semana como mucho?',
  'membership.yes': 'Me apunto',
  'membership.choose': 'Elegir qué recibo',
  'membership.choose-which': '¿Qué puedo enviarte por mi cuenta?',
  'membership.choose-help': 'Lo que no marques no te llega.',
  'kind.checkins': 'Preguntas',
  'kind.checkins-help': 'Te pregunto cómo estás, cuando tu programa lo tenga previsto.',
  'kind.news': 'Novedades',
  'kind.news-help': 'Te aviso cuando hay algo nuevo aquí.',
  'membership.gets': 'Lo que te envío por mi cuenta',
  'membership.gets-yes': 'Te llega',
  'membership.gets-no': 'No te llega',
  'membership.in': 'Cuento contigo',
  'membership.in-what':
    'Te pregunto cómo estás cuando tu programa lo tenga previsto, y te aviso cuando hay algo nuevo aquí. Nada de eso llega en tus horas de silencio.',
  'membership.in-now': 'No hace falta que me esperes: dime cómo estás cuando quieras.',
  'membership.change': 'Puedes cambiarlo en cualquier momento en los ajustes.',
  'membership.not-now': 'De acuerdo, ahora no',
  'membership.nothing':
    'No te escribiré por mi cuenta, salvo por algo de tu propia cuenta o de una tarea que hayas aceptado aquí.',
  'membership.still': 'Todo lo que me pidas sigue funcionando, y «Ayuda ahora» también.',
  'membership.stop-all': 'Dejarlo todo',
  'membership.stopped': 'Ya no te escribo',
  'membership.stays': 'Lo que guardo de ti se queda hasta que lo borres.',
  'membership.chosen': 'Tu elección está guardada',

  // A workspace, and one-time codes
  'place.slack': 'Slack, {workspace}',
  'place.teams': 'Microsoft Teams, {workspace}',
  'link.code': 'Tu código:',
  'link.lives': 'Sirve una sola vez, durante {minutes, plural, one {# minuto} other {# minutos}}.',
  'link.have': 'Tengo un código',
  'link.type': 'El código',
  'link.type-help': 'Ocho letras y cifras, como 7K3M-Q9ZD. Las mayúsculas y los guiones no importan.',
  'link.next': 'Siguiente',
  'link.refused':
    'Este código no sirve. Puede estar mal escrito, ya usado o tener más de {minutes, plural, one {# minuto} other {# minutos}}. No ha cambiado nada. Puedes crear un código nuevo e intentarlo otra vez.',
  'link.own': 'Este código lo has creado con esta misma cuenta. Escríbelo en tu otra cuenta.',
  'link.one': 'Estas dos cuentas ya están vinculadas. No ha cambiado nada.',
  'link.place':
    'Un vínculo es entre dos espacios de trabajo distintos. Con este tendrías dos cuentas en el mismo espacio de trabajo. No ha cambiado nada.',
  'link.leader':
    'Una de estas cuentas dirige una unidad y la otra lleva el programa. Nadie hace las dos cosas, así que no puedo vincularlas. Pide a quien coordina que quite una de las dos. No ha cambiado nada.',
  'link.busy':
    'Tu otra cuenta está haciendo algo en este momento. No ha cambiado nada. Envíalo otra vez dentro de un momento.',

  // Settings
  'settings.title': 'Ajustes',
  'settings.language': 'Idioma',
  'settings.language-change': 'Cambiar idioma',
  'settings.language-which': '¿En qué idioma te hablo?',
  'settings.as-slack': 'como en Slack',
  'settings.as-teams': 'como en Teams',
  'settings.as-chat': 'como en la aplicación de chat',
  'settings.country': 'País, para las líneas de ayuda',
  'settings.country-change': 'Cambiar país',
  'settings.country-which': '¿De qué país te muestro las líneas de ayuda?',
  'settings.country-help': 'Te las muestro cuando pulsas «Ayuda ahora».',
  'settings.country-none': 'Ninguno elegido',
  'settings.zone': 'Zona horaria',
  'settings.zone-change': 'Cambiar zona horaria',
  'settings.zone-is': '{city}, donde ahora la hora es {at, time, clock}',
  'settings.zone-which': 'Una ciudad grande de tu zona horaria',
  'settings.zone-help': 'Por ejemplo: Madrid o Bogotá. Déjalo vacío y uso la de la aplicación de chat.',
  'settings.zone-unknown':
    'No conozco ninguna zona horaria con ese nombre. Escribe una ciudad más grande de la misma zona, como Madrid o Bogotá.',
  'settings.zone-near': 'No conozco esa. ¿Quizá {near}? Escribe la que sea tuya.',
  'settings.quiet': 'Horas de silencio',
  'settings.quiet-change': 'Cambiar el silencio',
  'settings.quiet-from': 'De {from, time, clock} a {until, time, clock}',
  'settings.quiet-none': 'Sin horas de silencio',
  'settings.quiet-what': '¿Cuándo prefieres que no te escriba?',
  'settings.quiet-begin': 'Desde',
  'settings.quiet-end': 'Hasta',
  'settings.quiet-or': 'O ninguna',
  'settings.quiet-help':
    'Lo que envío por mi cuenta espera hasta entonces. Lo que pides llega a cualquier hora.',
  'settings.quiet-missing': 'Elige una hora o marca «Sin horas de silencio».',
  'hours.shifts': 'Tus turnos',
  'hours.shifts-none': 'No los conozco',
  'hours.shifts-change': 'Decirte mis turnos',
  'hours.shifts-which': '¿Cuándo trabajas?',
  'hours.shifts-help': 'Días y horas, igual cada semana. Déjalo vacío si prefieres no decirlo.',
  'hours.shifts-example': 'noches de lunes a miércoles, de 19:00 a 07:30',
  'hours.shifts-what': 'Después de una noche te dejo dormir. Un día sin turno cuenta como día libre.',
  'hours.sleep': 'Horas de sueño después de una noche',
  'hours.wrong-no-days':
    'No encuentro días en «{part}». No ha cambiado nada. Puedes escribirlo así: {example}',
  'hours.wrong-no-times':
    'No encuentro horas en «{part}». No ha cambiado nada. Puedes escribirlo así: {example}',
  'hours.wrong-word': 'No entiendo «{part}». No ha cambiado nada. Puedes escribirlo así: {example}',
  'hours.off': 'Días libres',
  'hours.off-none': 'No me has dicho ninguno',
  'hours.off-on': '{at, date, day}',
  'hours.off-from': 'del {from, date, day} al {until, date, day}',
  'hours.off-change': 'Cambiar mis días libres',
  'hours.off-weekdays': 'Cada semana, estos días',
  'hours.off-first': 'Y desde este día',
  'hours.off-last': 'hasta este día, incluido',
  'hours.off-what': 'En tus días libres no te envío nada que no hayas pedido.',
  'hours.off-several': 'Hasta ahora me has dicho: {days}. Lo que guardes aquí lo sustituye.',
  'hours.off-order': 'El último día es anterior al primero. Cambia uno de los dos.',
  'hours.off-long': 'Elige {most, number} días como máximo de una vez. Para más tiempo, pausa todo.',
  'hours.pause': 'Pausa',
  'hours.pause-none': 'Sin pausa',
  'hours.paused': 'Hasta el {at, date, day}',
  'hours.pause-change': 'Pausar todo',
  'hours.pause-what': 'Hasta ese día no te envío nada que no hayas pedido.',
  'hours.pause-until': '¿Hasta cuándo?',
  'hours.pause-help': 'Déjalo vacío para terminar la pausa.',
  'calendar.use': 'Usar mi calendario',
  'calendar.change': 'Cambiar el calendario',
  'calendar.forget': 'Olvidar el calendario',
  'calendar.known':
    'De tu calendario: {ahead, plural, =0 {ningún turno pendiente} one {# turno pendiente} other {{ahead, number} turnos pendientes}}. Lo leí el {at, date, day}, {at, time, clock}.',
  'calendar.next': 'El próximo empieza el {at, date, day}, {at, time, clock}.',
  'calendar.awaited': 'Estoy leyendo tu calendario. Te escribo cuando termine.',
  'calendar.beside': 'También cuentan los turnos que escribiste: {shifts}.',
  'calendar.trouble': 'Desde el {since, date, day} no puedo leerlo.',
  'calendar.trouble-then':
    'Los turnos que conozco cuentan hasta que pasen. Lo vuelvo a intentar cada seis horas. Puedes darme otra dirección o un archivo.',
  'calendar.unreachable':
    'En esa dirección no responde nadie, o no está abierta a todo el mundo: dentro de la red de un hospital no puedo leerla.',
  'calendar.refused': 'En esa dirección no lo entregan.',
  'calendar.too-large': 'Ocupa más de 1 MB.',
  'calendar.no-calendar': 'Lo que hay allí no es un calendario que pueda leer (iCalendar, .ics).',
  'calendar.too-many': 'Tiene más de 5000 entradas.',
  'calendar.too-long': 'Tardaba demasiado en leerse.',
  'calendar.what':
    'Leo cuándo empieza y cuándo termina cada entrada, y no guardo nada más de tu calendario: ni títulos, ni lugares, ni nombres.',
  'calendar.counts':
    'Las entradas de 2 a 30 horas cuentan como turnos. Los días enteros no, ni lo que está marcado como libre. Lo mejor es un calendario que solo tenga tus turnos.',
  'calendar.address': 'Dirección de tu calendario',
  'calendar.address-help':
    'Empieza por https:// o webcal://. La guardo cifrada y la leo cada seis horas hasta que pulses «Olvidar el calendario» o me des otra. También la olvido si no puedo leerla durante 60 días. Si la dejas vacía, no cambia.',
  'calendar.address-wrong':
    'Puedo leer una dirección que empiece por https:// o webcal://, sin nombre, contraseña ni puerto. No ha cambiado nada.',
  'calendar.file': 'Dar un archivo',
  'calendar.file-link': 'Abrir la página para mi archivo',
  'calendar.file-how':
    'Allí eliges un archivo de calendario (.ics). El enlace sirve una sola vez, durante 15 minutos, solo para ti.',
  'calendar.message': 'Sobre tus ajustes',
  'calendar.read': 'He leído tu calendario.',
  'calendar.unread':
    '{count, plural, one {No pude leer # entrada y la dejé fuera.} other {No pude leer {count, number} entradas y las dejé fuera.}}',
  'calendar.not-read': 'No he podido leer tu calendario.',
  'calendar.not-kept': 'No he guardado esa dirección. Lo que me dijiste antes sigue contando.',
  'calendar.not-kept-address':
    'No he guardado esa dirección. Conservo la que me diste antes y la sigo leyendo.',
  'calendar.not-kept-file': 'No he guardado esa dirección. Los turnos de tu archivo siguen contando.',
  'calendar.try': 'En los ajustes puedes darme otra dirección o un archivo, o escribir tus turnos.',
  'calendar.page-title': 'Tus turnos desde un archivo',
  'calendar.page-file': 'Tu archivo de calendario',
  'calendar.page-help':
    'Un archivo que termina en .ics, de 1 MB como mucho. Las horas que no indican zona horaria cuentan en la que tienes ahora en tus ajustes. Si esa cambia, dame el archivo otra vez.',
  'calendar.page-send': 'Leer el archivo',
  'calendar.page-kept':
    'He leído {ahead, plural, one {# turno pendiente} other {{ahead, number} turnos pendientes}} y he guardado cuándo empieza y termina cada uno. El archivo no se guarda.',
  'calendar.page-none': 'En ese archivo no hay ningún turno pendiente. No ha cambiado nada.',
  'calendar.page-used': 'Con este enlace ya se trajo un archivo. Pide uno nuevo en el chat.',
  'settings.quiet-same': 'Las dos horas son la misma. Cambia una o marca «Sin horas de silencio».',
  'settings.sends': 'Lo que te envío por mi cuenta',
  'settings.sends-nothing': 'Nada',
  'settings.accounts':
    '{count, plural, one {Te conozco por esta cuenta:} other {Estas {count, number} cuentas son tuyas:}}',
  'settings.this-one': 'estás aquí',
  'settings.reached': 'Cuando te escribo, lo hago aquí: {account}.',
  'settings.reached-latest': 'Cuando te escribo, lo hago en una cuenta que has usado hace poco.',
  'settings.reach': 'Dónde escribirme',
  'settings.reach-which': '¿Dónde te escribo?',
  'settings.reach-latest': 'Una cuenta que he usado hace poco',
  'settings.link': 'Vincular mi otra cuenta',
  'settings.code-how': 'Escríbeme «ajustes» desde tu otra cuenta, pulsa «Tengo un código» y escríbelo allí.',
  'settings.code-warning':
    'Úsalo solo entre dos cuentas tuyas. Quien pueda usar una de ellas verá las respuestas de las dos.',
  'settings.confirm-title': 'Vincular dos cuentas',
  'settings.confirm':
    'La cuenta que usas aquí ({mine}) y la que creó este código ({other}) contarán como una sola persona.',
  'settings.confirm-history':
    'Las respuestas de las dos forman un solo historial, y lo ves en ambas. Te pregunto una vez, no dos.',
  'settings.confirm-roles': 'Lo que puedes hacer con una podrás hacerlo con las dos.',
  'settings.confirm-both':
    'Quien pueda usar una de las dos cuentas verá las respuestas de ambas. Sigue solo si las dos son tuyas.',
  'settings.confirm-undo':
    'Puedes deshacerlo en cualquier momento. Entonces cada cuenta se queda con lo que llegó por ella.',
  'settings.confirm-yes': 'Son mías: vincular',
  'settings.linked-title': 'Tus cuentas están vinculadas',
  'settings.linked': 'Tus cuentas ya son una sola: {one} y {other}.',
  'settings.linked-not-you':
    'Si no has sido tú: abre los ajustes, desvincula la otra cuenta y avisa a quien lleva el programa.',
  'settings.unlink': 'Desvincular',
  'settings.unlink-title': '¿Desvincular esta cuenta?',
  'settings.unlink-sure':
    '{account} vuelve a estar separada. Se lleva las respuestas, los turnos y las funciones que llegaron por ella; lo demás se queda aquí.',
  'settings.unlinked-title': 'Tus cuentas vuelven a estar separadas',
  'settings.unlinked': 'Tus cuentas vuelven a estar separadas: {one} y {other}.',
  'settings.unlinked-own': 'Cada una conserva las respuestas y las funciones que llegaron por ella.',
  'settings.unlinked-not-you': 'Si no has sido tú, avisa a quien lleva el programa.',

  // Admin: for coordinators
  'admin.title': 'Tu programa',
  'admin.workspaces':
    '{count, plural, one {Un espacio de trabajo forma parte de él:} other {{count, number} espacios de trabajo forman parte de él:}}',
  'admin.connect': 'Conectar otro espacio',
  'admin.code-how':
    'En el otro espacio, alguien que coordina me escribe «admin», pulsa «Tengo un código» y lo escribe allí.',
  'admin.code-warning':
    'Dáselo solo a quien lleva el programa de tu propio hospital. Quienes coordinan uno de los dos espacios llevarán ambos.',
  'admin.own': 'Este espacio ya forma parte de tu programa. No ha cambiado nada.',
  'admin.busy':
    'Otra persona está conectando espacios en este mismo momento. No ha cambiado nada. Inténtalo de nuevo en un minuto.',
  'admin.confirm-title': 'Conectar dos espacios',
  'admin.confirm': '{other} y este espacio pasan a ser un solo programa.',
  'admin.confirm-run':
    'Quienes coordinan uno de los dos llevan ambos. Valen las dos listas de personal, y las líneas de ayuda propias de cada uno se muestran en los dos.',
  'admin.confirm-people':
    'Lo que cada persona cuenta sigue siendo suyo: nadie más lo ve, igual que antes. Quien tiene una cuenta en cada lado puede vincularlas.',
  'admin.confirm-undo':
    'Cualquiera de las dos partes puede deshacerlo en cualquier momento, aquí en «Programa».',
  'admin.confirm-yes': 'Conectarlos',
  'admin.connected-title': 'Ya es un solo programa',
  'admin.connected':
    '{one} y {other} son ahora un solo programa. Quienes coordinan uno de los dos llevan ambos, y las líneas de ayuda de los dos se muestran en ambos.',
  'admin.separate': 'Separar',
  'admin.separate-title': '¿Separar este espacio?',
  'admin.separate-sure':
    '{workspace} pasa a ser un programa propio, con su gente, sus respuestas y sus funciones, su lista de personal y sus grupos. Las cuentas vinculadas entre los dos vuelven a estar separadas.',
  'admin.separated-title': 'Programas separados de nuevo',
  'admin.separated': '{workspace} vuelve a ser un programa propio.',
  'admin.separated-kept':
    'Su gente se ha llevado sus respuestas y sus funciones. Cada lado conserva la lista de personal y los grupos que llegaron por él. Las líneas de ayuda propias se quedan en los dos lados.',
  'admin.parted':
    'Tus cuentas vuelven a estar separadas, porque {workspace} ya no pertenece al mismo programa.',
  // La configuración del programa: qué espera, quién hace qué, quién cambió qué
  'admin.needs':
    '{count, plural, =0 {Hoy no hay nada pendiente para ti.} one {Hoy tienes esto pendiente:} other {Hoy tienes estas # cosas pendientes:}}',
  'admin.set-up': 'Mira la configuración o cámbiala:',
  'admin.workspaces-title': 'Espacios de trabajo',
  'admin.lone': 'Solo tú llevas este programa. Nombra a alguien que pueda sustituirte.',
  'admin.no-steward':
    'Todavía no hay nadie con la función «representación del personal»: ve la configuración y su historial, y no cambia nada.',
  'admin.steward':
    'Ves cómo está configurado el programa y quién lo cambió. Aquí no cambias nada, y no se te muestra ninguna respuesta de nadie.',
  'admin.steward-on':
    '{count, plural, one {Activado además de los registros y la ayuda:} other {Activado además de los registros y la ayuda:}} {features}.',
  'admin.steward-none': 'Tiene los registros y la ayuda, y nada más.',
  'staff.waits':
    'La lista de personal que trajiste espera tu sí, donde te mostré qué cambiaría. Sin él, borro la lista al cabo de una hora.',
  'staff.needs-none': 'Todavía no hay lista de personal, así que no sé quién trabaja dónde.',
  'groups.needs': 'No pude mirar quién está en «{name}». Siguen contando quienes estaban la última vez.',
  'lines.needs':
    '{count, plural, one {Una línea de ayuda se comprobó} other {# líneas de ayuda se comprobaron}} por última vez hace más de 90 días.',

  'roles.title': 'Personas y funciones',
  'roles.name': 'Nombrar a alguien',
  'roles.who': '¿Quién?',
  'roles.which': '¿Qué hace?',
  'roles.until': '¿Hasta cuándo?',
  'roles.until-help':
    'Solo para quien sustituye a alguien que coordina: su último día. Vacío: hasta que se lo quites.',
  'roles.told': 'Le explico qué significa y que quien lo ha decidido coordina el programa.',
  'roles.give': 'Nombrar',
  'roles.given': 'Hecho. Se lo digo: {role}.',
  'roles.given-to': 'Hecho. Se lo digo a {name}: {role}.',
  'roles.managed':
    'Según la lista de personal tiene {count, plural, one {una persona} other {# personas}} a su cargo. Para esto nunca las pongo en contacto.',
  'roles.unnamed': 'Alguien en {place}, de quien aún no sé el nombre',
  'roles.until-day': '(hasta el {at, date, day})',
  'roles.names': 'Solo guardo el nombre de quien tiene aquí una función, y solo mientras la tiene.',
  'roles.bot': 'Eso no es una persona. Elige a otra.',
  'roles.guest': 'Es alguien de fuera, con acceso de invitado. Elige a alguien que trabaje aquí.',
  'roles.leader':
    'Quien dirige una unidad no puede llevar también este programa: nunca debe ver quién participa. No ha cambiado nada. Elige a otra persona o quita antes la otra función.',
  'roles.has': 'Ya lo hace, o hace más. No ha cambiado nada.',
  'roles.until-deputy': 'El último día es solo para quien sustituye a alguien que coordina. Déjalo vacío.',
  'roles.until-over': 'Ese día ya ha pasado. Elige hoy o un día posterior.',
  'admin.not-for-deputies':
    'Solo quien coordina conecta o separa espacios, porque eso cambia quién lleva el programa. No ha cambiado nada.',
  'roles.deputy-may-not':
    'Quien sustituye no puede nombrar ni quitar a quienes coordinan ni a quienes sustituyen. No ha cambiado nada.',
  'roles.last': 'Es la única persona que coordina. Nombra antes a otra. No ha cambiado nada.',
  'roles.take': 'Quitar',
  'roles.take-title': '¿Quitar esta función?',
  'roles.take-sure': '{name} dejará esta función: {role}. Se lo digo.',
  'roles.yours': 'Ahora tienes una función aquí: {role}',
  'roles.yours-until': 'Termina sola después del {at, date, day}.',
  'roles.yours-how': 'Te ha nombrado alguien que coordina tu programa. Si no lo quieres, díselo.',
  'roles.over': 'Una función tuya ha terminado: {role}',
  'roles.over-how': 'Lo que me has contado y tus ajustes siguen como están.',

  'role.coordinator': 'coordinación',
  'role.coordinator-is': 'lleva el programa',
  'role.coordinator-may':
    'Llevas este programa: lista de personal, grupos, líneas de ayuda, funciones y lo que está activado. Nunca ves lo que la gente cuenta. Empieza con «admin».',
  'role.deputy': 'sustitución de la coordinación',
  'role.deputy-is': 'sustituye a alguien que coordina',
  'role.deputy-may':
    'Sustituyes a alguien que coordina. Puedes hacer lo mismo, pero no nombrar ni quitar a quienes coordinan, ni conectar espacios. Empieza con «admin».',
  'role.supporter': 'apoyo entre compañeros',
  'role.supporter-is': 'alguien con formación que escucha',
  'role.supporter-may':
    'Das apoyo a compañeros. Cuando este programa tenga conversaciones de apoyo, las peticiones te llegarán aquí.',
  'role.facilitator': 'facilitación',
  'role.facilitator-is': 'guía sesiones de grupo',
  'role.facilitator-may':
    'Guías sesiones. Cuando este programa tenga sesiones de grupo, las prepararás aquí.',
  'role.supervisor': 'supervisión',
  'role.supervisor-is': 'un profesional que respalda a quienes dan apoyo',
  'role.supervisor-may':
    'Supervisas. Cuando este programa tenga conversaciones de apoyo, podrán pasarte a alguien, si esa persona quiere.',
  'role.moderator': 'moderación',
  'role.moderator-is': 'lee historias y preguntas antes que los demás',
  'role.moderator-may':
    'Moderas. Cuando este programa tenga un tablón, leerás lo que la gente escribe antes de que se publique.',
  'role.steward': 'representación del personal',
  'role.steward-is': 'cuida los intereses de la plantilla, por ejemplo desde el comité de empresa',
  'role.steward-may':
    'Representas al personal. Con «admin» ves cómo está configurado el programa y quién lo cambió. Nunca ves respuestas de nadie.',
  'role.leader': 'dirección',
  'role.leader-is': 'dirige una unidad o el hospital',
  'role.leader-may':
    'Diriges una unidad. Cuando este programa tenga resultados de grupos, podrás leerlos. Nunca ves respuestas de nadie, ni quién respondió.',

  'record.title': 'Historial de cambios',
  'record.what':
    'Quién cambió la configuración, lo último primero. Nunca dice quién respondió nada. Se guardan dos años.',
  'record.none': 'Todavía nadie ha cambiado nada.',
  'record.older': 'Anteriores',
  'record.nobody': 'alguien de quien no guardo el nombre',
  'record.set-up': 'al instalarme o iniciarme',
  'record.installed': 'Instalado: {place}',
  'record.unreadable': 'Algo que esta versión mía no sabe leer',
  'record.role-given': 'Nueva función de {about}: {role}',
  'record.role-taken': 'Deja una función {about}: {role}',
  'record.feature-on': 'Activado: {feature}',
  'record.feature-off': 'Desactivado: {feature}',
  'record.workspace-connected': 'Conectado: {place}',
  'record.workspace-separated': 'Separado: {place}',
  'record.staff-taken': 'Nueva lista de personal: {count, plural, one {# persona} other {# personas}}',
  'record.group-kept': 'Grupo nuevo: {group}',
  'record.group-removed': 'Grupo quitado: {group}',
  'record.report-read': 'Informe leído: {month, date, month}',
  'record.checkins-planned': 'Registros planificados para: {group}',
  'record.checkins-ended': 'Registros terminados para: {group}',
  'record.line-added': 'Línea de ayuda añadida: {line}',
  'record.line-removed': 'Línea de ayuda quitada: {line}',
  'record.line-checked': 'Línea de ayuda comprobada: {line}',
  'record.countries-served': 'Líneas de ayuda que se revisan: {countries}',
  'record.countries-none': 'No se revisan líneas de ayuda de ningún país',

  // The staff list: for coordinators
  'staff.title': 'Lista de personal',
  'staff.none':
    'Aún no hay lista de personal. Con ella sé quién trabaja dónde, de qué, en qué turnos y quién es responsable de quién.',
  'staff.state': '{lines, plural, one {Hay # persona} other {Hay # personas}} en la lista.',
  'staff.several':
    'Cada espacio de tu programa tiene su propia lista, y una nueva solo sustituye a la de su espacio. Si alguien está en las dos, vale la más reciente.',
  'staff.when':
    'Última lista: {at, date, day}, {at, time, clock}, {way, select, file {de un archivo} pasted {de un texto pegado} other {del directorio}}.',
  'staff.upload': 'Subir una lista',
  'staff.paste': 'Pegar una lista',
  'staff.directory': 'Tomarla del directorio',
  'staff.no-address':
    'Para recibir un archivo necesito una dirección web a la que llegue tu navegador. Quien lleva este servidor la pone en PUBLIC_URL. Mientras tanto, pega una lista aquí.',
  'staff.no-directory': 'Este chat no me deja leer su directorio.',
  'staff.other-key':
    'La clave de este servidor se cambió después de leer esta lista. No encuentro a quienes figuran en ella por su correo hasta que vuelvas a traer la lista.',
  'staff.privacy':
    'No guardo nombres ni direcciones de correo: cada correo se convierte en un código que nadie puede leer sin la clave de este servidor.',
  'staff.link-how':
    'Esta página se abre en tu navegador. El enlace es solo para ti: funciona durante 15 minutos y sirve para una sola lista.',
  'staff.link': 'Abrir la página',
  'staff.columns':
    'La primera línea da nombre a las columnas: correo o cuenta, unidad, profesión, responsable, turno. Pueden ir en cualquier orden, en español o en inglés. Solo hace falta correo o cuenta.',
  'staff.paste-list': 'La lista, con coma, punto y coma o tabulador entre las celdas',
  'staff.check': 'Comprobar',
  'staff.preview-title': '¿Usar esta lista?',
  'staff.preview': 'Todavía no ha cambiado nada. Esto es lo que he leído:',
  'staff.preview-directory':
    'Todavía no ha cambiado nada. Quien está en la lista y no en el directorio se queda en ella. Se dejan fuera bots, invitados y cuentas desactivadas.',
  'staff.people': 'Personas',
  'staff.known': 'Ya las conozco',
  'staff.fresh': 'Nuevas en la lista',
  'staff.changed': 'Con cambios',
  'staff.gone': 'Ya no están en la lista',
  'staff.read-columns': 'Columnas que he leído',
  'staff.ignored': 'Columnas que he dejado fuera',
  'staff.column':
    '{column, select, account {cuenta} mail {correo} unit {unidad} discipline {profesión} manager {responsable} other {turno}} («{header}»)',
  'staff.units': 'Unidades',
  'staff.unit': '{unit}: {people, number}',
  'staff.no-unit': 'Sin unidad: {people, number}',
  'staff.more-units': 'y {more, plural, one {# unidad más} other {# unidades más}}',
  'staff.strange-managers':
    '{people, plural, one {# persona tiene} other {# personas tienen}} un responsable que no está en la lista. La primera está en la línea {line, number}.',
  'staff.use': 'Usar esta lista',
  'staff.dont-use': 'No usarla',
  'staff.used':
    'Hecho. Ahora {people, plural, one {hay # persona} other {hay # personas}} en la lista de personal.',
  'staff.dropped': 'La he descartado. La lista de personal sigue como estaba.',
  'staff.draft-gone':
    'Esta lista ya no está aquí: ya se usó, se descartó o tiene más de una hora. «Lista de personal» muestra lo que vale ahora.',
  'staff.overtaken':
    'Desde que te mostré esta lista ha entrado otra, así que las cifras ya no valen. No ha cambiado nada. Trae tu lista otra vez, por favor.',
  'staff.asked':
    'Estoy preguntando al directorio. Te escribiré con lo que responda, y nada cambia hasta que digas que sí.',
  'staff.not-taken':
    'No he podido leer el directorio, así que la lista de personal sigue como estaba. Inténtalo más tarde o sube una lista.',
  'staff.message': 'Una lista de personal espera tu respuesta',
  'staff.wrong': 'Esta lista todavía no se puede usar. No ha cambiado nada.',
  'staff.wrong-more': 'Y {more, plural, one {# más} other {# más}} como estos.',
  'staff.wrong-place': 'Línea {line, number}, columna {column, number} («{header}»): {what}',
  'staff.wrong-empty': 'No hay nada en ella.',
  'staff.wrong-not-text':
    'Esto no es un archivo de texto. En tu hoja de cálculo, guárdalo como CSV y elige ese archivo.',
  'staff.wrong-broken-letters': 'No puedo leer sus letras. Guárdalo otra vez como CSV en UTF-8.',
  'staff.wrong-quotes': 'Línea {line, number}: hay unas comillas (") donde no pueden ir, o faltan.',
  'staff.wrong-unreadable':
    'Línea {line, number}, columna {column, number}: hay un carácter que no se puede guardar.',
  'staff.wrong-header-only': 'Hay nombres de columnas, pero debajo no hay nadie.',
  'staff.wrong-no-person-column':
    'Ninguna columna dice quién es cada persona. Llama a una «Correo» o «Cuenta» en la primera línea. He encontrado: {found}.',
  'staff.wrong-twice-a-column':
    'Dos columnas significan lo mismo: «{first}» y «{second}». Quita una de ellas.',
  'staff.wrong-too-many': 'Tiene {lines, number} líneas. Caben como mucho {most, number}.',
  'staff.wrong-cells':
    'La línea {line, number} tiene {found, plural, one {# celda} other {# celdas}}, y la primera línea tiene {wanted, number}.',
  'staff.wrong-nobody': 'aquí no hay nadie. Escribe un correo o una cuenta.',
  'staff.wrong-mail': 'esto no es una dirección de correo.',
  'staff.wrong-account': 'esto no es una cuenta. Una cuenta es un identificador del chat, sin espacios.',
  'staff.wrong-manager': 'escribe el correo o la cuenta de la persona responsable, no su nombre.',
  'staff.wrong-own-manager': 'nadie es su propio responsable.',
  'staff.wrong-too-long': 'esto tiene más de {most, number} caracteres.',
  'staff.wrong-twice': 'esta persona ya está en la línea {first, number}.',
  'staff.page-file': 'Tu archivo',
  'staff.page-file-help': 'CSV, de 2 MB como mucho.',
  'staff.page-send': 'Comprobar el archivo',
  'staff.page-other': 'Otro archivo',
  'staff.page-no-file': 'Elige primero un archivo, por favor.',
  'staff.page-too-large':
    'Este archivo pasa de 2 MB. No ha cambiado nada. Quita las columnas que no leo e inténtalo otra vez.',
  'staff.page-close': 'Puedes cerrar esta página y volver al chat.',
  'staff.page-ended': 'Este enlace ya no funciona',
  'staff.page-unknown': 'Este enlace no lleva a ninguna parte. Pide uno nuevo en el chat.',
  'staff.page-expired': 'Este enlace solo servía durante 15 minutos. Pide uno nuevo en el chat.',
  'staff.page-used': 'Este enlace ya se usó para traer una lista. Pide uno nuevo en el chat.',

  // Groups of people: for coordinators
  'groups.title': 'Grupos de personas',
  'groups.none':
    'Aún no hay ningún grupo. Un grupo dice a quién pregunto: a las personas de un canal, de una lista o de una unidad.',
  'groups.people': '{people, plural, one {# persona} other {# personas}}',
  'groups.from-conversation':
    'Las personas de un canal o equipo. Me pongo al día cuando alguien llega o se va.',
  'groups.from-list': 'Las personas de una lista tuya.',
  'groups.from-staff': 'De la lista de personal: {unit}{both, select, yes {, } other {}}{discipline}',
  'groups.followed': 'Al día desde el {at, date, day}, {at, time, clock}.',
  'groups.unreachable':
    'Ya no puedo ver quién está allí. Conservo a las personas de la última vez. Invítame de nuevo o quita este grupo.',
  'groups.failed':
    'Últimamente el chat no me dice quién está allí. Conservo a las personas de la última vez y sigo preguntando.',
  'groups.show': 'Ver más',
  'groups.remove': 'Quitar',
  'groups.remove-sure': 'Ya no preguntaré a «{name}» como grupo. Las personas y sus respuestas siguen aquí.',
  'groups.more': 'Ver más grupos',
  'groups.make-here': 'De este canal',
  'groups.make-list': 'De una lista',
  'groups.make-staff': 'De la lista de personal',
  'groups.how-here':
    'Para hacer un grupo con un canal o un equipo, escribe «/lamp grupos» allí, o llámame por mi nombre y escribe «grupos». Te respondo en privado.',
  'groups.name': 'Nombre del grupo',
  'groups.name-help': 'Lo ven quienes coordinan, y pueden verlo las personas a las que pregunto.',
  'groups.guests': 'Invitados',
  'groups.guests-help': 'Personas a las que tu hospital deja entrar en el chat como invitadas',
  'groups.guests-no': 'Dejarlos fuera',
  'groups.guests-yes': 'Preguntarles también',
  'groups.who': 'Quién pertenece a él',
  'groups.who-help': 'Correos o cuentas, uno por línea o con comas',
  'groups.who-wrong': 'El dato número {at, number} no es ni un correo ni una cuenta: «{word}»',
  'groups.unit': 'Unidad',
  'groups.discipline': 'Profesión',
  'groups.any': 'Cualquiera',
  'groups.which': 'Elige una unidad, una profesión o ambas.',
  'groups.no-staff-list': 'Aún no hay una lista de personal con unidades o profesiones. Trae una primero.',
  'groups.count': 'Contar',
  'groups.counting':
    'Estoy contando. Te escribiré con el resultado, y no se guarda nada hasta que digas que sí.',
  'groups.counted-message': 'Un grupo espera tu respuesta',
  'groups.counted':
    '«{name}»: {people, plural, =0 {no se preguntaría a nadie.} one {se preguntaría a # persona.} other {se preguntaría a # personas.}}',
  'groups.asked':
    '«{name}»: {people, plural, =0 {no se pregunta a nadie.} one {se pregunta a # persona.} other {se pregunta a # personas.}}',
  'groups.left-out': 'Quedan fuera',
  'groups.bots': '{n, plural, one {# bot} other {# bots}}',
  'groups.left-guests': '{n, plural, one {# persona invitada} other {# personas invitadas}}',
  'groups.strangers':
    '{n, plural, one {# persona de otra organización} other {# personas de otras organizaciones}}',
  'groups.deactivated': '{n, plural, one {# cuenta desactivada} other {# cuentas desactivadas}}',
  'groups.missing': '{n, plural, one {# que no he encontrado} other {# que no he encontrado}}',
  'groups.missing-why':
    'Si no he encontrado a alguien, puede que esté mal escrito o que nunca me haya escrito: no todos los chats me dejan leer su directorio. Si guardas este grupo, vuelvo a mirar cada hora.',
  'groups.left-nobody': 'nadie',
  'groups.once': 'Quien tiene dos cuentas cuenta una sola vez.',
  'groups.keep': 'Guardar este grupo',
  'groups.drop': 'No guardarlo',
  'groups.kept': 'Guardado. «{name}» ya es un grupo.',
  'groups.dropped': 'Lo he descartado. No se preguntará a nadie.',
  'groups.gone': 'Este grupo ya no está aquí. No ha cambiado nada.',
  'groups.not-counted-message': 'No he podido contar un grupo',
  'groups.not-counted-unreachable':
    'No he podido ver quién está en «{name}», así que no he creado ese grupo. Invítame primero al canal e inténtalo otra vez.',
  'groups.not-counted-failed':
    'El chat no me ha dicho quién está en «{name}», así que no he creado ese grupo. Inténtalo más tarde.',
  'groups.not-here':
    'No sé qué canal es este. Escribe «/lamp grupos» en el canal, o llámame allí por mi nombre y escribe «grupos».',

  // Planned check-ins: for coordinators
  'plan.title': 'Registros planificados',
  'plan.what':
    'Pregunto a las personas de un grupo cómo están. Solo pregunto a quien dice que sí, y solo esa persona ve lo que responde.',
  'plan.none': 'Todavía no hay ninguno.',
  'plan.make': 'Planificar un registro',
  'plan.few': 'Por ahora han dicho que sí menos de 5 personas.',
  'plan.about': 'Han dicho que sí al menos {count, number} personas.',
  'plan.missed':
    'El {day, date, day} Lamplight no estaba en marcha a la hora de preguntar a algunas de ellas. Para ellas ese día pasó sin pregunta.',
  'plan.timing': '{days}, a las {at, time, clock}, hora de cada persona',
  'plan.timing-shift':
    '{days}, al empezar el turno de cada persona; a las {at, time, clock} si no me ha dicho sus turnos',
  'plan.end': 'Terminarlo',
  'plan.end-sure':
    'Ya no preguntaré a nadie de «{group}». Lo que cada persona ha respondido sigue siendo suyo.',
  'plan.no-groups': 'Primero necesito saber a quién preguntar. Crea un grupo de personas y vuelve aquí.',
  'plan.group': '¿A quién pregunto?',
  'plan.group-gone': 'Este grupo ya no está. Elige otro.',
  'plan.days': '¿Qué días?',
  'plan.no-days': 'Elige al menos un día.',
  'plan.starts': '¿En qué momento de ese día?',
  'plan.starts-time': 'A una hora que elijo',
  'plan.starts-shift': 'Cuando empieza su turno',
  'plan.starts-shift-help': 'El final del turno es suyo: solo cada persona puede elegirlo.',
  'plan.at': '¿A qué hora?',
  'plan.at-help':
    'En la zona horaria de cada persona. Espero a que terminen sus horas de silencio y el sueño después de una noche.',
  'plan.questions': 'Preguntas además de «¿Cómo estás?», {most, number} como máximo',
  'plan.questions-help': 'Nadie está obligado a responderlas. Tú no ves las respuestas.',
  'plan.own': 'O una pregunta tuya',
  'plan.own-help': 'Una frase con la que se pueda estar más o menos de acuerdo. Cuenta como una de las dos.',
  'plan.too-many': 'Elige {most, number} preguntas como máximo, contando la tuya.',
  'plan.preview': 'Ver qué pasaría',
  'plan.preview-title': 'Antes de preguntar a nadie',
  'plan.changed': 'El grupo ha cambiado mientras tanto. Todavía no he preguntado a nadie: míralo otra vez.',
  'plan.invited':
    '{invited, plural, =0 {No queda nadie a quien preguntar.} one {# persona recibirá la pregunta.} other {# personas recibirán la pregunta.}}',
  'plan.invited-how':
    'Cada una recibe un solo mensaje. A quien no responde no le vuelvo a preguntar y no recibe registros. Quien se una más tarde al grupo también recibe la pregunta.',
  'plan.invited-by': 'La última persona recibe ese mensaje el {at, date, day} hacia las {at, time, clock}.',
  'plan.when-label': 'Cuándo',
  'plan.question': 'Pregunta',
  'plan.first':
    'Si todo el mundo dice que sí, el primer registro llega el {day, date, day}, a las {from, time, clock}, hora de cada persona.',
  'plan.first-between':
    'Si todo el mundo dice que sí, el primer registro llega el {day, date, day}, entre las {from, time, clock} y las {until, time, clock}, hora de cada persona.',
  'plan.takes':
    'El chat solo admite tantos mensajes uno tras otro: el último llega unos {minutes, number} minutos después de su hora.',
  'plan.not-reached':
    'Ese día no pregunto a {count, plural, one {# persona} other {# personas}}: horas de silencio, día libre o pausa.',
  'plan.begin': 'Preguntar',
  'plan.drop': 'Descartarlo',
  'plan.begun':
    'Ya está en camino. {invited, plural, one {# persona} other {# personas}} de «{group}» ya pueden decir si lo quieren.',
  'plan.dropped': 'Lo he descartado. No he preguntado a nadie.',
  'plan.gone': 'Este plan ya no está. No ha cambiado nada.',
  'plan.ended': 'Terminado. Ya no pregunto con él a nadie de «{group}».',
  'plan.holidays': 'Festivos',
  'plan.holidays-which': 'Días en los que no pregunto a nadie',
  'plan.holidays-help': 'Año, mes y día: 2027-01-01. Uno por línea.',
  'plan.holidays-what': 'Si alguien trabaja ese día según sus turnos, sí pregunto.',
  'plan.holidays-wrong': '«{word}» no es una fecha que yo entienda. Escribe año, mes y día, como 2027-01-01.',
  'plan.holidays-kept':
    '{count, plural, =0 {Ahora no hay festivos.} one {Guardado: # festivo.} other {Guardados: # festivos.}}',

  // Check-ins
  'mood.1': 'Lo estoy pasando mal',
  'mood.2': 'Me está costando',
  'mood.3': 'Más o menos',
  'mood.4': 'Estoy bien',
  'mood.5': 'Estoy muy bien',
  'topic.workload': 'La carga de trabajo',
  'topic.hard-case': 'Un caso difícil',
  'topic.sleep': 'El sueño',
  'topic.conflict': 'Un conflicto en el trabajo',
  'topic.home': 'La vida en casa',
  'topic.something-good': 'Algo bueno',
  'checkin.title': '¿Cómo estás?',
  'checkin.how': '¿Cómo estás ahora mismo?',
  'checkin.only-you':
    'Guardo tu respuesta bajo llave y no se la muestro a nadie más. La aplicación de chat transmite lo que pulsas, y quien administra este bot tiene la llave.',
  'checkin.changes': 'Respondiste a las {time, time, clock}. Si envías esto, cambia esa respuesta.',
  'checkin.keep': 'Guardar',
  'checkin.kept-title': 'Guardado',
  'checkin.kept':
    'Gracias. Tu respuesta está guardada. No pasa nada por no estar bien. Lo demás depende de ti: añade algo o pulsa Listo.',
  'checkin.topic': '¿De qué se trata?',
  'checkin.note': 'Una nota para ti',
  'checkin.note-help': 'No se la muestro a nadie más. No pongas nada que permita saber quién es un paciente.',
  'checkin.next': 'Seguir',
  'checkin.offers-title': 'Gracias',
  'checkin.offers': '¿Qué te ayudaría ahora?',
  'checkin.offers-low': 'Debe de ser duro. No tienes por qué cargar con ello a solas.',
  'checkin.offers-well': 'Gracias por dedicarte un momento.',
  'checkin.change': 'Cambiar mi respuesta',
  'checkin.nothing': 'Nada por ahora',
  'checkin.gone': 'Esta respuesta ya no está. No ha cambiado nada. Puedes decir cómo estás cuando quieras.',
  'checkin.history': 'Cómo he estado',
  'checkin.history-title': 'Cómo he estado',
  'checkin.history-empty': 'Aquí todavía no hay nada. Cuando respondas por primera vez, lo verás aquí.',
  'checkin.history-more': 'Ver anteriores',
  'checkin.history-yours': 'Esto no se lo muestro a nadie más.',
  'checkin.trend': 'Tus últimos {days, number} días',
  'checkin.trend-alt':
    'Tus últimos {days, number} días: respondiste {told, plural, one {# día} other {# días}}. Lo más bajo: {lowest}. Lo más alto: {highest}. Lo último: {latest}.',
  'checkin.trend-lower': 'En los días más recientes, tus respuestas son más bajas que en los anteriores.',
  'checkin.trend-same': 'En los días más recientes, tus respuestas se parecen a las anteriores.',
  'checkin.trend-higher': 'En los días más recientes, tus respuestas son más altas que en los anteriores.',
  'checkin.home': '¿Cómo estás ahora mismo?',
  'checkin.home-text': 'Son diez segundos. Lo que respondes es tuyo: no se lo muestro a nadie más.',

  // Being asked by a plan
  'prompt.every-day': 'todos los días',
  'prompt.weekdays': 'de lunes a viernes',
  'prompt.when': '{days}, a las {at, time, clock}, tu hora',
  'prompt.when-shift': '{days}, al empezar tu turno, o a las {at, time, clock} si no me dices tus turnos',
  'prompt.yours': 'Cuándo te pregunto',
  'question.rest': 'He podido descansar desde mi último turno.',
  'question.breaks': 'Hoy he podido hacer una pausa de verdad.',
  'question.team': 'Hoy puedo contar con mi equipo.',
  'question.workload': 'Hoy puedo con mi carga de trabajo.',
  'question.voice': 'He podido decir lo que me preocupaba.',
  'question.meaning': 'Hoy algo ha valido la pena.',
  'agree.1': 'Nada',
  'agree.2': 'Un poco',
  'agree.3': 'En parte',
  'agree.4': 'Bastante',
  'agree.5': 'Del todo',
  'invite.title': '¿Puedo preguntarte cómo estás, de vez en cuando?',
  'invite.what':
    'Soy Lamplight, el bot de apoyo entre iguales de tu programa. Te preguntaría: {when}. Basta un toque para responder.',
  'invite.yours': 'Tus respuestas te las muestro solo a ti. Nadie sabrá si dices que sí.',
  'invite.stop': 'Puedes saltarlo, pausarlo o dejarlo cuando quieras, con dos toques.',
  'invite.yes': 'Sí, pregúntame',
  'invite.no': 'No, gracias',
  'invite.declined':
    'De acuerdo, no te preguntaré. Puedes registrar cómo estás por tu cuenta cuando quieras.',
  'invite.joined': 'Bien, te preguntaré',
  'invite.joined-when': 'Cuándo: {when}.',
  'invite.first': 'La primera vez: {at, date, day}, {at, time, clock}.',
  'invite.hours':
    'Respeto tus horas de silencio. En los ajustes puedes decirme tus turnos y tus días libres.',
  'prompt.only-you': 'Basta un toque. Te lo muestro solo a ti.',
  'prompt.again': 'Ya te pregunté antes. Es la única vez que insisto.',
  'prompt.skip': 'Hoy no',
  'prompt.pause': 'Pausar o dejarlo',
  'prompt.thanks': 'Gracias. Queda guardado, solo para ti.',
  'prompt.more': 'Añadir unas palabras',
  'prompt.skipped': 'De acuerdo, hoy no.',
  'prompt.closed': 'Este registro se ha cerrado. Puedes registrar cómo estás por tu cuenta cuando quieras.',
  'prompt.answered': 'Ya has respondido a esta pregunta. Volver a pulsar no cambia nada.',
  'prompt.ended': 'Esto ha terminado. Ya no te pregunto por aquí.',
  'prompt.left': 'Hecho. Ya no te pregunto por aquí. Lo que me contaste sigue siendo tuyo.',
  'prompt.paused': 'En pausa. Te vuelvo a preguntar a partir del {at, date, day}.',
  'prompt.is-paused': 'En pausa hasta el {at, date, day}',
  'prompt.pause-until': 'No me preguntes hasta el',
  'prompt.pause-do': 'Pausar hasta ese día',
  'prompt.pause-when': 'Elige un día posterior a hoy, dentro de un año.',
  'prompt.leave': 'Dejar de preguntarme',
  'prompt.shift-end': 'Pregúntame al terminar mi turno',
  'prompt.shift-end-not': 'Ya no al terminar mi turno',
  'prompt.shift-end-on': 'Bien. Desde ahora te pregunto cuando termina tu turno.',
  'prompt.shift-end-off': 'Bien. Ya no espero al final de tu turno.',

  // How teams are doing
  'reports.about':
    'Una vez al mes, cómo están los grupos de al menos cinco personas, entre quienes dejan contar su ánimo.',
  'count.title': 'Cómo están los equipos',
  'count.what':
    'Una vez al mes cuento cómo está la gente, entre quienes dejan contar su ánimo. Solo lo digo de {least, number} personas o más, y en cifras aproximadas.',
  'count.how':
    'Nadie sabrá si cuentas, ni lo que me has dicho. De tus registros de un mes tomo un solo ánimo, el de en medio.',
  'count.on': 'Tu ánimo cuenta.',
  'count.off': 'Tu ánimo no cuenta.',
  'count.changes': 'Lo que elijas aquí vale para este mes y los siguientes. Un mes terminado ya no cambia.',
  'count.me': 'Que cuente mi ánimo',
  'count.stop': 'No me cuentes',
  'reports.title': 'Cómo están los equipos',
  'reports.of': 'Cómo estaban los equipos, {month, date, month}',
  'reports.none': 'Todavía no hay ningún informe. El primero llega cuando termine un mes.',
  'reports.too-few':
    'Ese mes dejaron contar su ánimo menos de {least, number} personas. Por eso no muestro nada: diría demasiado de cada una.',
  'reports.everybody': 'Todas las personas',
  'reports.size': 'de {least, number} a {most, number} personas',
  'reports.size-open': '{least, number} personas o más',
  'reports.about-share': 'alrededor del {share, number} %',
  'reports.at-most': '{share, number} % o menos',
  'reports.at-least': '{share, number} % o más',
  'reports.band-hard': 'Lo pasan mal o muy mal',
  'reports.band-middling': 'Van tirando',
  'reports.band-well': 'Bien o muy bien',
  'reports.change-lower': 'menos que el mes anterior',
  'reports.change-same': 'parecido al mes anterior',
  'reports.change-higher': 'más que el mes anterior',
  'reports.before': 'El mes anterior',
  'reports.after': 'El mes siguiente',
  'reports.rules':
    'Solo están quienes eligieron contar. Un grupo de menos de {least, number} no se muestra y, si se pudiera deducir, tampoco el de al lado.',

  // Resources: short exercises
  'command.resources': 'Ejercicios breves',
  'command.resources-hint': 'un minuto para respirar, o para dejar atrás un caso difícil',
  'command.breathe': 'Respirar un minuto',
  'command.breathe-hint': 'respirar despacio, paso a paso',
  'any.news': 'Dijiste que sí a las novedades del programa. Para cambiarlo, escríbeme «ajustes».',
  'resources.title': 'Ejercicios breves',
  'resources.what':
    'Cosas pequeñas que puedes hacer a solas, paso a paso. Duran pocos minutos y puedes parar en cualquier paso. No son un tratamiento, y puede que no vayan contigo.',
  'resources.not-kept':
    'No apunto en ningún sitio qué ejercicio abres o terminas. La aplicación de chat transmite lo que pulsas.',
  'resources.at': 'Paso {step, number} de {steps, number}',
  'resources.next': 'Seguir',
  'resources.stop': 'Parar',
  'resources.done': 'Ese era el último paso. Gracias por tomarte este rato.',
  'resources.stopped': 'Lo dejamos aquí. No pasa nada. Puedes volver a empezar cuando quieras, o no hacerlo.',
  'resources.else': 'También tienes esto:',
  'resources.home': 'Un minuto para respirar, o unos pocos para dejar un caso difícil antes de irte a casa.',
  'resources.about':
    'Ejercicios guiados de pocos minutos en el chat, para todo el mundo: respirar despacio, los sentidos, después de un caso difícil, un descanso para el cuerpo. No enseño a nadie quién los usa, tampoco a ti.',
  'resources.new': 'Nuevo aquí: ejercicios breves',
  'resources.new-how': 'Escríbeme «recursos» cuando quieras uno, o «respirar» para empezar enseguida.',
  'resources.breathing': 'Respirar despacio',
  'resources.breathing-about': 'Respirar despacio. Más o menos un minuto, en cualquier sitio.',
  'resources.breathing-1':
    'Siéntate o quédate de pie, como prefieras. Deja caer los hombros. Si en algún momento no te sienta bien, para.',
  'resources.breathing-2': 'Toma aire por la nariz mientras cuentas despacio hasta cuatro.',
  'resources.breathing-3':
    'Suelta el aire mientras cuentas hasta seis, como si enfriaras una cucharada de sopa. Sin forzar.',
  'resources.breathing-4':
    'Cuatro veces más: cuatro al tomar aire, seis al soltarlo. Cuenta mentalmente y a tu ritmo.',
  'resources.breathing-5':
    'Ahora deja que el aire entre y salga como quiera. ¿Cómo estás? Sea cual sea la respuesta, vale.',
  'resources.senses': 'Lo que tienes alrededor',
  'resources.senses-about':
    'Lo que ves, tocas, oyes y hueles. Unos minutos, para cuando tienes la cabeza en otra parte.',
  'resources.senses-1':
    'Mira a tu alrededor. Busca cinco cosas que veas y nómbralas mentalmente: una puerta, un bolígrafo, una luz.',
  'resources.senses-2': 'Busca cuatro cosas que sientas: la manga, la silla, los pies dentro de los zapatos.',
  'resources.senses-3': 'Escucha. Busca tres sonidos, cerca o lejos.',
  'resources.senses-4': 'Busca algo que huela. Si no hay nada, piensa en un olor que te guste.',
  'resources.senses-5': 'Di mentalmente dónde estás y qué día es. Después, sigue cuando quieras.',
  'resources.hard-case': 'Después de un caso difícil',
  'resources.hard-case-about':
    'Después de un caso difícil: unos minutos para dejarlo antes de irte a casa. Hazlo cuando ya hayas pasado el relevo.',
  'resources.hard-case-1':
    'Busca un sitio donde nadie te necesite durante unos minutos. Ha pasado algo duro, y tú estabas allí.',
  'resources.hard-case-2': 'Di mentalmente qué fue, en una sola frase. No hace falta que lo escribas.',
  'resources.hard-case-3':
    'Piensa en algo que hiciste por alguien allí, por pequeño que fuera: dar la mano, hacer una llamada, cerrar una puerta.',
  'resources.hard-case-4':
    '¿Queda algo por hacer? Cuéntaselo a quien se ocupa ahora. Desde ese momento, está en sus manos.',
  'resources.hard-case-5':
    'Lávate las manos o quítate la identificación. Mientras lo haces, dite: por hoy ya está.',
  'resources.hard-case-6':
    'Vete a casa como estés. Puede que te acompañe, y no pasa nada. Si no se va, cuéntaselo a alguien de confianza.',
  'resources.rest': 'Un descanso para el cuerpo',
  'resources.rest-about': 'Un descanso breve para el cuerpo. Unos dos minutos, entre un paciente y otro.',
  'resources.rest-1':
    'De pie o en una silla, apoya los dos pies y deja colgar los brazos. Muévete solo hasta donde nada te duela.',
  'resources.rest-2':
    'Sube los hombros hacia las orejas al tomar aire y déjalos caer al soltarlo. Tres veces.',
  'resources.rest-3': 'Afloja la mandíbula. Deja descansar la vista en algo que esté lejos.',
  'resources.rest-4': 'Cierra los puños, cuenta hasta cinco y abre las manos. Sacúdelas.',
  'resources.rest-5': 'Bebe un poco de agua si tienes cerca. Sigue cuando te venga bien.',

  // What the programme has: for coordinators
  'features.title': 'Qué tiene este programa',
  'features.always':
    'Todos los programas tienen esto desde el principio: {features}. Lo demás no se ve hasta que lo actives.',
  'features.on': 'activado',
  'features.off': 'desactivado',
  'features.switch-on': 'Activar',
  'features.switch-off': 'Desactivar',
  'features.on-title': '¿Activarlo?',
  'features.on-first':
    '{readers, plural, =0 {Nadie ha dicho que sí a las novedades, así que no aviso a nadie.} one {Aviso a # persona, una sola vez: la que ha dicho que sí a las novedades.} other {Aviso a {readers, number} personas, una sola vez: las que han dicho que sí a las novedades.}} Las demás lo encuentran en «ayuda».',
  'features.on-again':
    'Ya estuvo activado. No repito el aviso a quien ya lo recibió. Todo el mundo lo encuentra en «ayuda».',
  'features.off-title': '¿Desactivarlo?',
  'features.off-sure':
    'Nadie podrá abrirlo, y sus botones antiguos lo dirán. No aviso a nadie. No se pierde nada y puedes activarlo de nuevo.',
  'features.switched-on-first':
    '«{feature}» está activado. {readers, plural, =0 {Nadie ha dicho que sí a las novedades, así que no aviso a nadie.} one {Aviso a # persona, fuera de sus horas de silencio.} other {Aviso a {readers, number} personas, a cada una fuera de sus horas de silencio.}}',
  'features.switched-on-again':
    '«{feature}» vuelve a estar activado. No repito el aviso a quien ya lo recibió.',
  'features.switched-off': '«{feature}» está desactivado. No aviso a nadie y no se pierde nada.',
  'features.unknown': 'Eso ya no existe aquí. No ha cambiado nada.',

  // Installing in Slack: pages for whoever does it
  'install.done-title': 'Lamplight está instalado',
  'install.done': 'Lamplight está instalado en {workspace}. Ábrelo en Slack, en Aplicaciones.',
  'install.done-whole':
    'Lamplight está instalado para {workspace}. Falta que alguien de administración lo añada a sus espacios de trabajo. Después, ábrelo en Slack, en Aplicaciones.',
  'install.who-runs':
    'La primera persona que instala Lamplight coordina allí el programa. Volver a instalarlo no cambia eso.',
  'install.not-done-title': 'Lamplight no se ha instalado',
  'install.denied':
    'Has dicho que no, o no lo permiten las reglas de tu espacio de trabajo. No se ha guardado nada. Si no puedes instalar aplicaciones, habla con quien administra tu espacio.',
  'install.too-old':
    'Han pasado más de diez minutos y ya no vale. No se ha guardado nada. Empieza de nuevo, por favor.',
  'install.used':
    'Esta página ya se abrió antes, o aquí no se había empezado nada. Esta vez no se ha guardado nada. Si la primera vez salió bien, Lamplight está instalado. Si no, empieza de nuevo, por favor.',
  'install.other-browser':
    'Esto se empezó en otro navegador. No se ha guardado nada. Empieza de nuevo en este y deja que guarde las cookies de esta página.',
  'install.slack-refused':
    'Slack no lo ha confirmado. No se ha guardado nada. Empieza de nuevo, por favor. Si vuelve a pasar, pide a quien lleva este servidor que mire su registro.',
  'install.slack-silent':
    'Slack no ha respondido. No se ha guardado nada. Empieza de nuevo en un minuto, por favor.',
  'install.not-looked-up':
    'Ahora mismo no tengo a mano lo que necesito para esto. No se ha guardado nada. Empieza de nuevo en unos minutos, por favor.',
  'install.not-saved':
    'Slack lo ha permitido, pero no he podido guardarlo. Que yo sepa, no se ha guardado nada. Empieza de nuevo en unos minutos, por favor. No pasa nada si lo haces dos veces.',
  'install.not-begun':
    'Ahora mismo no puedo empezar. No ha pasado nada, ni aquí ni en Slack. Inténtalo de nuevo en unos minutos, por favor.',
  'install.again': 'Empezar de nuevo',

  // Help lines: what each line is for (features/help/lines.ts)
  'line.us-988.about':
    'Para quien está en crisis, con mucha angustia o con preocupación por alguien. Gratis.',
  'line.us-988-es.about':
    'El mismo servicio en español: llama y pulsa 2, o manda AYUDA por mensaje de texto.',
  'line.us-crisis-text-line.about':
    'Por mensaje de texto, sobre cualquier tipo de crisis. Manda AYUDA para escribir en español.',
  'line.us-physician-support-line.about':
    'Psiquiatras voluntarios escuchan a médicos y estudiantes de medicina. Gratis y sin cita.',
  'line.ca-988.about': 'Si piensas en el suicidio o te preocupa alguien. Gratis, en inglés o en francés.',
  'line.ca-quebec.about': 'Para personas de Quebec que piensan en el suicidio y para quienes las rodean.',
  'line.gb-samaritans.about': 'Para hablar de cualquier cosa que te pese. Gratis desde cualquier teléfono.',
  'line.gb-shout.about': 'Por mensaje de texto, si sientes que no puedes más. Gratis.',
  'line.gb-nhs-111.about':
    'Ayuda urgente de salud mental en Inglaterra, Escocia y Gales. Elige la opción de salud mental.',
  'line.gb-lifeline-ni.about': 'Para personas de Irlanda del Norte con angustia o desesperación. Gratis.',
  'line.gb-bma.about':
    'Orientación psicológica y apoyo entre colegas para médicos y estudiantes de medicina. No es un servicio de emergencias.',
  'line.ie-samaritans.about': 'Para hablar de cualquier cosa que te pese. Gratis desde cualquier teléfono.',
  'line.ie-text-about-it.about': 'Por mensaje de texto, sobre lo que sea, grande o pequeño. Gratis.',
  'line.au-lifeline.about': 'Para quien está en crisis o con mucha angustia.',
  'line.au-nurse-midwife-support.about':
    'Para personal de enfermería, matronas y estudiantes. Gratis, y no hace falta que digas tu nombre.',
  'line.au-drs4drs.about': 'Psicólogos y orientadores para médicos y estudiantes de medicina. Gratis.',
  'line.nz-1737.about':
    'Llama o manda un mensaje de texto y te atiende una persona formada para escuchar. Gratis.',
  'line.nz-lifeline.about':
    'Para quien pasa por un mal momento. Cierra de medianoche a 7 de la mañana; a esas horas atiende el 1737.',
  'line.mx-linea-de-la-vida.about':
    'Para crisis emocionales, ideas de suicidio, adicciones o si te preocupa alguien. Gratis.',
  'line.mx-saptel.about': 'Apoyo emocional por teléfono.',
  'line.es-024.about': 'Si piensas en el suicidio, o si te preocupa alguien cercano. Gratis.',
  'line.es-telefono-de-la-esperanza.about':
    'Si pasas por un momento difícil y necesitas que alguien te escuche.',
  'line.find-a-helpline.about': 'Líneas de ayuda por país y por tema.',
  'line.befrienders.about': 'Centros de todo el mundo que escuchan.',
  'line.fallback.about': 'Estos directorios te ayudan a encontrar una línea donde estás.',
};
