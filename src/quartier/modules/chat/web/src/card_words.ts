// The words on recovery cards. NEVER change, sort or shorten them: each card on paper would open nothing any more.
// Short German words without umlauts; no two differ in one letter, so what was mistyped by one letter is still understood.

export const WORDS: readonly string[] = `
  abend acker adler affe ahorn akkord album allee amboss ameise ampel ananas angel antenne apfel aprikose april arena aroma artist
  asche aster atlas aubergine august auto avocado bach backe backofen bagger bahn balkon ball bambus banane band banner bart basar
  basilikum batterie bauer baum becher beere beet bein berg bericht besen beutel biber biene bild birke blatt blitz block blume
  bogen bohne boje bonbon boot botin brause brett brezel brief brille brise bruder brunnen bucht bude bumerang bus busch butter
  dachs daumen decke delfin denkmal dessert dialog dinkel distel docht dom donner dorf dose drache draht dreieck drilling drossel
  duft dusche ebene echo efeu eiche eimer eis eisbahn elch elefant elster ente erbse erde esel etage eule fabel fabrik fackel faden
  fahne fahrrad falke falter familie farbe farn fasan fass feder fee feige feld felsen fenster ferien fest fichte figur film finger
  fink fisch flagge flasche flieder floh flora flosse flur fohlen folie forelle form forscher frage freund frieden frosch frucht
  fuchs funke galerie gans garage garten gasse gebirge gecko gerste geschenk gewinn gibbon giebel gipfel giraffe gitarre glanz glas
  gletscher glocke glut gold gondel graben granit grotte gruppe gurke gurt haar hafen hagel hain halle halm hammer hamster harfe
  hase haselnuss haube haus heft heide heimat hemd henne herbst herz heu hibiskus himbeere himmel hirsch hirse hobel hof holunder
  holz honig hopfen horizont huhn hund hupe hut idee igel iglu imbiss imker indigo ingwer insekt insel iris jaguar jahr jasmin jubel
  jugend juli kaffee kajak kakadu kakao kaktus kalender kamel kamera kamille kamin kamm kanal kanne kanu kapelle kapitel kappe
  karotte karte kastanie katalog kater katze kegel keks kelle kerze kessel kette kiefer kies kino kirsche kissen kiste kitz kiwi
  klang klavier klee kleid klinke klippe knall knopf knoten koala kobold koch koffer kohl kohlrabi kojote kolibri komet kompass
  kompott konfetti konzert koralle korb koriander korken krabbe krake kran kranich kraut krebs kreide kresse kristall krokus krone
  krug kuchen kulisse kultur kunst kupfer kurbel kurier kurve kutsche labor lack lager lagune lama lampe laterne laub lauch laute
  lavendel lawine lehm leier leine lenker lerche leuchte libelle licht lied liege lilie limette limonade linde lineal loge lolli
  lorbeer lotse lotus lupine magnet mai malve mandel mango margerite marille markt marmor maske mast matrose matte maulwurf meer
  mehl meile melodie melone mensa messer metall meteor metro milan milch minze mixer modell mofa mohn molke moment monat mond moor
  morgen mosaik mulde murmel museum musik muskat nachbar nacht nadel narzisse natur nebel neffe nektar nelke netz niete nixe norden
  note notiz november nuss oboe ofen ohr oktave oktober olive oma omelett onkel oper orakel orange orchester orgel osten otter ozean
  paddel palast palme panda panther papagei papier pappel paprika parade park partner pastinake pate pauke pavian pedal pelikan pelz
  perle petunie pfad pfanne pfeffer pfeife pfeil pferd pflaume pflug pforte pfosten picknick pilot pinguin pinie pirat planet
  platane platz pokal polka pollen polster pony portal posaune post prisma profil programm propeller prosa pudding pulli pult puma
  pumpe punkt quader qualle quark quartett quitte rabe radar radio rahmen rakete ranke raps rasen rassel raupe rechen regal regen
  regie reh reifen reihe reiter rettich revier rezept riese rind rinne ritter robbe rock roggen rolle roman rosine rotkohl rubin
  ruhe rumpf saal saft saite salami salat salbei salz samen sandale sattel sauna schach schaf schale schatten schaukel schaum
  scheibe schere scheune schiff schild schirm schleife schleuse schlitten schmied schnabel schnecke schnee schnur schrank schraube
  schuh schulter schwalbe schwan schwelle seegras seife seil sektor sellerie semmel senf sense sichel sieb siegel signal silber silo
  sirup skat skizze socke sohle sommer sonate sonne spange spargel spaten spatz specht speise spiel spinat spitze sport sprosse
  spule spur staffel stall stamm star station staude steg stein stempel steppe stiefel stift stille stimme stirn stock stoff storch
  strand strauch strecke streifen strophe strudel strumpf stube studio stuhl stunde sturm suppe tablett tafel takt talent taler
  tandem tante tanz tapete tapir teich teig teller tempo tennis tenor teppich terrasse text thema tiger tochter tofu tomate ton
  topas topf torte tour tracht traktor traube traum treppe triangel trichter trikot tritt trommel trompete tropfen tuba tuch tukan
  tulpe tunnel turban turnier ufer uhu ulme umhang umwelt unikat urlaub urwald vanille ventil veranda verein vers vesper viertel
  viola violine vogel vorhang vorrat vulkan waage wade waffel wagen wal walnuss walzer wappen wasser weber wecker weg weiher weizen
  welpe welt werft werk weste wetter wicke widder wiesel wimpel winter wippe wirsing wirt woche wolf wunder wunsch wurm wurst wurzel
  zahl zander zange zapfen zaun zebra zeit zentrum zettel ziel ziffer zimmer zimt zirkel zirkus zitrone zone zucker zug zweig
  zwiebel zwilling
`.trim().split(/\s+/);
