## on the page of a Case
catalogue-title = From the service catalogue
catalogue-lead = These may answer the client’s question. Read them before you use them: you decide.
catalogue-by-phone = Services are not mentioned in ordinary email. Tell the client about these by phone.
catalogue-take = Put into the answer
catalogue-taken = The text is in the answer. Check it and send.
catalogue-open = Open the service’s page in a new tab
inbox-keys-catalogue = Put a service into the answer

## in the answer to a client
catalogue-invented = Example: the service, prices and times are invented.
catalogue-for-whom = For whom: { $text }
catalogue-cost = Cost: { $text }
catalogue-how = How to begin: { $text }
catalogue-takes = How long it takes: { $text }
catalogue-page = Read more: { $text }
catalogue-source = Source: { $source }, { $date }.
