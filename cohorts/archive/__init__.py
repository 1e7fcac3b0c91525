"""The records of a year for the National Archives (section 8.1, decision 0053).

``series``  what is handed over: the papers and files of a year, in their order
``tables``  the data beside them, with the meaning of every column
``chains``  the history, and the script with which anybody checks it
``contents``  the list of contents that both sides sign
``package``  how it is packed; only the tasks import it
"""
