"""What every step must know of the Danish language: months, abbreviations, everyday words.

Facts of the language only. What the programmes mean by their words stands in
`corpus/concepts.toml`, where staff can edit it.
"""

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip

# A full stop after one of these ends no sentence (without the stop, lower case).
ABBREVIATIONS = frozenset(
    """
    adm adr afd afs alm ang art bl.a bl ca cand cm dr dvs d.v.s d ekskl eks etc evt f.eks f.m fg fr
    fx ff forb fork forts gl gns hr hhv henh if iht ift inkl istf j.nr jf jfr kap kgl kl km kr kvt
    lb m.fl m.h.t m.m m.v m.a.o m2 maks max md mdl mdr mia mill mio min mm mv n.b nr o.a o.l obl off
    omtr opr osv o.s.v p.a p.g.a p.t pct pgl pga pkt pr prof pt r red ref resp s sek sml spm st stk
    str såk tlf t.o.m tr ugl u.a uafh udg vedr vha vol årg årl f.o.m d.d div dir kld bek lic
    """.split()
)

# Words for what kind of text a document is.
GENRES = (
    "ansøgning", "artikel", "bilag", "evaluering", "guide", "hæfte", "håndbog", "notat", "oplæg",
    "pjece", "rapport", "vejledning",
)  # fmt: skip

# Everyday words that carry no subject; they are left out of a question's search terms.
# English ones too, since some ask in English.
STOPWORDS = frozenset(
    """
    ca cirka egentlig ifølge omtrent
    ad af alle alt altså anden andet andre at bare begge blev blive bliver burde da de dem den denne
    der deres derfor det dette dig din disse dit dog du efter eller en end ens er et for fordi fra
    få får før gennem gik gør gøre ham han har have havde hendes her hos hun hvad hvem hver hvilke
    hvilken hvilket hvis hvor hvordan hvorfor hvornår i igen ikke ind ingen ja jeg jer jeres jo kan
    kom kun kunne kommer man mange med meget mellem men mens mere mig min mine mit må måtte nej når
    nogen noget nogle nu ny og også om op os over på samme se selv ser ses sig sin sine sit skal
    skulle som så sådan thi til tit ud under var ved vi vil ville være været vores
    a an and are at by did do does for from how if in is it its long many much of on or that the
    their there they this to was were what when where which who why with
    """.split()
)
